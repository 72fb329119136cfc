package schema

// gormNaming is how GORM names tables in the module.
type gormNaming struct {
	prefix   string
	singular bool
}

// modelsOf returns the models of the module's Go files, by package and
// position.
func (s *source) modelsOf() []*Model { return nil }
