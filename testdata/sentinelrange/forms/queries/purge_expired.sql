DELETE FROM grants
WHERE expires_at > 0 AND expires_at < ?;
