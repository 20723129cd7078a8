ALTER TABLE "enrolments" ADD COLUMN "session_hash" text;--> statement-breakpoint
ALTER TABLE "secrets" ADD COLUMN "told_steps" bigint[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
-- Nobody knows which session was shown the keys that wait: they belong to none, and beginning again makes new ones.
UPDATE "enrolments" SET "session_hash" = '' WHERE "secret_id" IS NOT NULL;
