package schema

import (
	"strings"
	"unicode"
)

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

// SnakeCase returns the column that a field of that Go name is taken for where
// nothing says otherwise: UserID is user_id.
func SnakeCase(name string) string {
	runes := []rune(name)
	var b strings.Builder
	for i, c := range runes {
		if unicode.IsUpper(c) && i > 0 && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(c))
	}
	return b.String()
}
