-- A role for the site and its commands that owns nothing: it adds to the log and to the frozen
-- copies and can change neither, whatever statement it is made to run. Run it as the owner of the
-- database, once the tables are there, and again after every new version:
--
--     psql --set role=grondrecht_app --file deploy/application-role.sql grondrecht
--
-- docs/running.md tells how the two roles share the work.

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO :"role";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO :"role";
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO :"role";
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :"role";
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO :"role";

-- What was said stays said.
REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER
    ON registry_logentry, followup_frozenround FROM :"role";
-- The owner alone changes the tables themselves.
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM :"role";
-- The one thing that is done with the owner's rights: to hold the log while a round is frozen.
REVOKE ALL ON FUNCTION followup_hold_log() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION followup_hold_log() TO :"role";
