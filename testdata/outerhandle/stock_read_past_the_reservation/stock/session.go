package stock

import "example.com/warehouse/wire"

func move(e *wire.Engine, item string) error {
	s := e.NewSession()
	if err := s.Begin(); err != nil {
		return err
	}
	defer s.Rollback()
	if err := s.Find(nil, item); err != nil {
		return err
	}
	if err := e.Find(nil, item); err != nil { // want `query inside a transaction runs outside it on e`
		return err
	}
	return s.Commit()
}

func moveWithin(e *wire.Engine, item string) error {
	if err := e.Find(nil, item); err != nil {
		return err
	}
	return e.InTx(func(s *wire.Session) error {
		if err := s.Save(item); err != nil {
			return err
		}
		return e.Find(nil, item) // want `query inside a transaction runs outside it on e`
	})
}
