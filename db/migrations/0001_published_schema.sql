CREATE SCHEMA "published";
