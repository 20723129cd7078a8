CREATE TABLE "service_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"key_hash" text NOT NULL,
	"rights" text[] NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "devices" ADD COLUMN "last_used_service" text;--> statement-breakpoint
ALTER TABLE "devices" ADD COLUMN "last_used_address" text;--> statement-breakpoint
ALTER TABLE "devices" ADD COLUMN "last_used_agent" text;