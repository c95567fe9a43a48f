"""How static files are served in production."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Names with the sum of their contents, also where one module imports another.

    Without it a module would be asked for by its plain name, and after an upgrade come
    from the cache of a browser while those around it are new.
    """

    support_js_module_import_aggregation = True
    # One for each step of the longest chain of imports, and one to see it is done.
    max_post_process_passes = 12
