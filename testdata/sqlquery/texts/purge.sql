-- deletes what is due
DELETE FROM jobs
WHERE due < $1;
