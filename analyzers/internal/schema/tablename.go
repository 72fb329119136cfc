package schema

// TableName returns the table that an ORM takes a type of that name for where
// neither a tag nor a method nor a naming strategy says otherwise; empty if
// its rule isn't known.
func TableName(orm ORM, typ string) string {
	switch orm {
	case GORM, GORMv1:
		return plural(gormName(typ))
	case Bun, GoPG:
		return plural(bunName(typ))
	case Xorm:
		return xormName(typ)
	case Beego:
		return beegoName(typ)
	case Ent:
		return entName(entPlural(typ))
	}
	return ""
}
