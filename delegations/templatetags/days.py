"""Days in words."""

from django import template

from exhibitors.dates import in_words

register = template.Library()
register.filter("in_words", in_words)
