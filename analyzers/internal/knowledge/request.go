package knowledge

import "go/types"

// optional are the functions that return a part of a request, or "" where the
// request lacks it.
var optional = map[key]bool{
	{"net/http", "Request", "FormValue"}:                  true,
	{"net/http", "Request", "PostFormValue"}:              true,
	{"net/http", "Header", "Get"}:                         true,
	{"net/url", "Values", "Get"}:                          true,
	{"github.com/gin-gonic/gin", "Context", "Query"}:      true,
	{"github.com/gin-gonic/gin", "Context", "PostForm"}:   true,
	{"github.com/gin-gonic/gin", "Context", "GetHeader"}:  true,
	{"github.com/labstack/echo", "Context", "QueryParam"}: true,
	{"github.com/labstack/echo", "Context", "FormValue"}:  true,
	{"github.com/gofiber/fiber", "Ctx", "Query"}:          true,
	{"github.com/gofiber/fiber", "Ctx", "FormValue"}:      true,
	{"github.com/gofiber/fiber", "Ctx", "Get"}:            true,
}

// MayLack reports whether fn returns a part of a request that it need not have.
func MayLack(fn *types.Func) bool {
	k, ok := keyOf(fn.Origin())
	return ok && optional[k]
}
