package stores

// Next returns what is new.
func (s *SQLite) Next() ([]string, error) {
	rows, err := s.db.Query(`SELECT seq, body FROM history WHERE seq > ? ORDER BY seq`, s.seq)
	if err != nil {
		return nil, err
	}
	return bodies(rows, &s.seq)
}
