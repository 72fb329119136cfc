ALTER TABLE ONLY public.patches DROP CONSTRAINT IF EXISTS patches_name_key;
DROP INDEX CONCURRENTLY IF EXISTS public.patches_label;
