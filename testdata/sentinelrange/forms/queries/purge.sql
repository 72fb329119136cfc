DELETE FROM grants
WHERE expires_at < ?; -- want "expires_at < … also takes live rows"
