package store

import (
	"slices"

	"gorm.io/gorm"

	"github.com/datavet/datavet/testdata/tracked/models"
)

func blank(us []models.User) []models.User { // want blank:`^blanks 0 by slices\.DeleteFunc; \^0 is 0$`
	return slices.DeleteFunc(us, func(u models.User) bool { return u.ID == 0 })
}

func BlankUsers(g *models.Group) int { // want BlankUsers:`^blanks 0\.Users by slices\.DeleteFunc$`
	return len(slices.DeleteFunc(g.Users, func(u models.User) bool { return u.ID == 0 }))
}

func blankByHelper(g *models.Group) { blank(g.Users) } // want blankByHelper:`^blanks 0\.Users by slices\.DeleteFunc$`

// shortened assigns the result back.
func shortened(g *models.Group) { // want shortened:`^writes 0\.Users cut$`
	g.Users = slices.DeleteFunc(g.Users, func(u models.User) bool { return u.ID == 0 })
}

func cloned(us []models.User) []models.User {
	return slices.DeleteFunc(slices.Clone(us), func(u models.User) bool { return u.ID == 0 })
}

func setOwner(g *models.Group, id int64) { g.OwnerID = id } // want setOwner:`^writes 0\.OwnerID$`

func Disown(g *models.Group) { g.Owner, g.OwnerID = nil, 0 } // want Disown:`^writes 0\.Owner zero; writes 0\.OwnerID zero$`

func cut(g *models.Group) { g.Users = g.Users[1:] } // want cut:`^writes 0\.Users cut$`

func blankKeys(g *models.Group) { // want blankKeys:`^writes 0\.Users\[\]\.ID zero$`
	for i := range g.Users {
		g.Users[i].ID = 0
	}
}

func blankCopies(g *models.Group) {
	for _, u := range g.Users {
		u.ID = 0
	}
}

func setByValue(g models.Group) models.Group { // want setByValue:`^\^0 is 0$`
	g.OwnerID = 0
	return g
}

func renew(c *models.Column) { c.ID = 0 } // want renew:`^writes 0\.ID zero$`

func rename(c *models.Column) { c.Name = "" }

func users(g *models.Group) []models.User { return g.Users } // want users:`^\^0 is 0\.Users$`

func same(g *models.Group) *models.Group { return g } // want same:`^\^0 is 0$`

func either(a, b *models.Group, first bool) *models.Group { // want either:`^\^0 is 0; \^0 is 1$`
	if first {
		return a
	}
	return b
}

func first(g *models.Group) []models.User { return g.Users[:1] } // want first:`^\^0 is 0\.Users$`

func copied(g *models.Group) []models.User { return slices.Clone(g.Users) }

func nameOf(g *models.Group) string { return g.Name }

func labels(b *models.Box) []models.Label { return b.Labels } // want labels:`^\^0 is 0\.Base\.Labels$`

func at[S ~[]E, E any](s S, i int) E { return s[i] }

func wrap[T ~struct{ Rows []models.User }](rows []models.User) T { return T{Rows: rows} }

// A holder is any of the structs that hold rows.
type holder interface{ ~struct{ Rows []models.User } }

func wrapHolder[T interface{ holder }](rows []models.User) T { return T{Rows: rows} }

type roster struct{ Rows []models.User }

func wrapEither[T roster | struct{ Rows []models.User }](rows []models.User) T { return T{Rows: rows} }

func replace(db *gorm.DB, g *models.Group, us []models.User) error { // want replace:`^replaces \.Users of 1: 2$`
	return db.Model(g).Association("Users").Replace(us)
}

func add(db *gorm.DB, g *models.Group, u *models.User) error { // want add:`^adds to \.Users of 1: 2$`
	return db.Model(g).Association("Users").Append(u)
}

func remove(db *gorm.DB, g *models.Group, u *models.User) error { // want remove:`^removes from \.Users of 1: 2$`
	return db.Model(g).Association("Users").Delete(u)
}

func clearUsers(db *gorm.DB, g *models.Group) error { return db.Model(g).Association("Users").Clear() } // want clearUsers:`^clears \.Users of 1$`

func replaceNew(db *gorm.DB, us []models.User) error {
	return db.Model(&models.Group{ID: 1}).Association("Users").Replace(us)
}

func replaceBy(db *gorm.DB, g *models.Group, name string, us []models.User) error {
	return db.Model(g).Association(name).Replace(us)
}
