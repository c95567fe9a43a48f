"""The history as PostgreSQL keeps it: tables, triggers, chain, erasure.

One table for all models, and triggers a statement: a list of 100,000 exhibits is
recorded by one more statement, and links and translated columns are in it because rows
are taken whole.
"""

from exhibitors.models.recording.erasing import ERASING
from exhibitors.models.recording.sealing import SEALING
from exhibitors.models.recording.tables import GUARDS, PRIVILEGES, TABLES
from exhibitors.models.recording.writing import WRITING

# Nothing that lies before the tables on a search path may take their place.
_FIXED_PATH = r"""
DO $path$ DECLARE routine regprocedure; BEGIN
  FOR routine IN SELECT oid::regprocedure FROM pg_proc
    WHERE proname LIKE 'exhibitors\_history\_%'
      AND pronamespace = current_schema()::regnamespace
  LOOP
    EXECUTE format(
      'ALTER FUNCTION %s SET search_path = %I, pg_temp', routine, current_schema());
  END LOOP;
END $path$;
"""
CREATION = TABLES + GUARDS + PRIVILEGES + WRITING + SEALING + ERASING + _FIXED_PATH
REMOVAL = """
DROP TABLE exhibitors_historytransaction, exhibitors_historyevent,
  exhibitors_historyerasure, exhibitors_historycolumn, exhibitors_historyopen;
DO $gone$ DECLARE routine regprocedure; BEGIN
  FOR routine IN SELECT oid::regprocedure FROM pg_proc
    WHERE proname LIKE 'exhibitors_history_%'
      AND pronamespace = current_schema()::regnamespace
  LOOP EXECUTE format('DROP FUNCTION %s CASCADE', routine); END LOOP;
END $gone$;
"""
