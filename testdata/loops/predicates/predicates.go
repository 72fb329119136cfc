// Functions that say of an error whether to try again. The facts are those of
// pass loops.
package predicates

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

func undone(err error) bool { // want undone:"accepts contended tested"
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == "40001" || pg.Code == "40P01")
}

func refused(err error) bool { // want refused:"accepts refused tested"
	return err != nil && strings.Contains(err.Error(), "connection refused")
}

func lost(err error) bool { // want lost:"accepts timeout tested"
	if errors.Is(err, syscall.ECONNRESET) {
		return true
	}
	var net net.Error
	if errors.As(err, &net) {
		return net.Timeout()
	}
	return false
}

func byCode(err error) (again bool) { // want byCode:"accepts timeout refused contended tested"
	switch status.Code(err) {
	case codes.Unavailable, codes.Aborted:
		again = true
	case codes.OK:
	}
	return again
}

func notPermanent(err error) bool { // want notPermanent:"accepts every tested"
	return status.Code(err) != codes.InvalidArgument
}

func either(err error) bool { return undone(err) || lost(err) } // want either:"accepts timeout contended tested"

func opaque(err error) bool { // want opaque:"accepts unknown tested"
	return len(err.Error()) > 10
}

func policy(ctx context.Context, resp *http.Response, err error) (bool, error) { // want policy:"accepts every"
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if err != nil {
		return true, nil
	}
	return resp.StatusCode >= 500, nil
}

func unrelated(name string) bool { return name != "" }
