CREATE TABLE "pairing_messages" (
	"pairing_id" text NOT NULL,
	"seat" text NOT NULL,
	"index" integer NOT NULL,
	"message" text NOT NULL,
	CONSTRAINT "pairing_messages_pairing_id_seat_index_pk" PRIMARY KEY("pairing_id","seat","index")
);
--> statement-breakpoint
CREATE TABLE "pairings" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" bigint NOT NULL,
	"opener_hash" text NOT NULL,
	"joiner_hash" text,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "pairing_messages" ADD CONSTRAINT "pairing_messages_pairing_id_pairings_id_fk" FOREIGN KEY ("pairing_id") REFERENCES "public"."pairings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairings" ADD CONSTRAINT "pairings_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "pairings_one_open" ON "pairings" USING btree ("person_id") WHERE closed_at IS NULL;--> statement-breakpoint
CREATE INDEX "pairings_expiry" ON "pairings" USING btree ("expires_at");