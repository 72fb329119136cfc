package knowledge

import (
	"go/constant"
	"go/token"
	"go/types"
	"net/http"
	"regexp"
	"strings"
	"syscall"
)

// A Fail says what a library's errors say.
type Fail struct {
	// Type is a type of errors, or that of a method's or field's owner.
	Type string
	// Name is, separated by blanks where there are several, a variable that an
	// error is, a function that is asked of an error whether it is of that kind,
	// or one that returns its code; Field is the field that holds the code.
	// Without either, an error of that Type is of that kind.
	Name, Field string
	Is          Failure
	Code        Code
}

// A Code is a list of numbers or words that errors are told apart by.
type Code uint8

const (
	NoCode   Code = iota
	SQLState      // "40001", or a class of them: "08"
	MySQL         // 1213
	SQLite        // 5, 2067
	GRPC          // codes.Unavailable, connect's, too
	HTTP          // 503
	AWS           // "ThrottlingException"
)

type failKey struct {
	path, typ, name string
}

// addFailures adds what lib says about errors to the index.
func (x *index) addFailures(lib *Library) {
	for _, f := range lib.Fails {
		for name := range strings.FieldsSeq(f.Name) {
			x.fails[failKey{lib.Path, f.Type, name}] = f
		}
		if f.Field != "" {
			x.fails[failKey{lib.Path, f.Type, "." + f.Field}] = f
		}
		if f.Name == "" && f.Field == "" {
			x.fails[failKey{lib.Path, f.Type, "."}] = f
		}
	}
}

// FailureOf returns what an error is that is the variable v.
func FailureOf(v *types.Var) (Failure, bool) {
	if v.Pkg() == nil || v.Parent() != v.Pkg().Scope() {
		return 0, false
	}
	f, ok := table().fails[failKey{Path(v.Pkg().Path()), "", v.Name()}]
	return f.Is, ok && f.Is != 0
}

// FailureOfConst returns what an error is that is the constant value of type t:
// redis.Nil, syscall.ECONNRESET.
func FailureOfConst(t types.Type, value constant.Value) (Failure, bool) {
	named := Named(t)
	if named == nil || named.Obj().Pkg() == nil || value == nil {
		return 0, false
	}
	switch path := named.Obj().Pkg().Path(); {
	case path == "syscall" && named.Obj().Name() == "Errno":
		n, _ := constant.Int64Val(constant.ToInt(value))
		f, ok := errnos[syscall.Errno(n)]
		return f, ok
	case strings.Contains(path, "/redis") && named.Obj().Name() == "RedisError" && value.Kind() == constant.String:
		return NotFound, constant.StringVal(value) == "redis: nil"
	}
	return 0, false
}

var errnos = map[syscall.Errno]Failure{
	syscall.ECONNREFUSED: Refused,
	syscall.EHOSTUNREACH: Refused,
	syscall.ENETUNREACH:  Refused,
	syscall.EMFILE:       Refused,
	syscall.EAGAIN:       Refused,
	syscall.ECONNRESET:   Timeout,
	syscall.ECONNABORTED: Timeout,
	syscall.EPIPE:        Timeout,
	syscall.ETIMEDOUT:    Timeout,
	syscall.ENOENT:       NotFound,
	syscall.EEXIST:       Duplicate,
	syscall.EACCES:       Permanent,
	syscall.EPERM:        Permanent,
	syscall.EINVAL:       Permanent,
	syscall.ENOSPC:       Permanent,
}

// FailureOfType returns what an error of type t is, whatever it holds.
func FailureOfType(t types.Type) (Failure, bool) {
	named := Named(t)
	if named == nil || named.Obj().Pkg() == nil {
		return 0, false
	}
	path := Path(named.Obj().Pkg().Path())
	if strings.HasPrefix(path, "github.com/aws/aws-sdk-go-v2/service/") {
		return FailureOfCode(AWS, constant.MakeString(named.Obj().Name()))
	}
	f, ok := table().fails[failKey{path, named.Obj().Name(), "."}]
	return f.Is, ok
}

// FailureTest returns which errors fn, a function or method that is asked about
// one, says true of.
func FailureTest(fn *types.Func) (Failure, bool) {
	sig := fn.Signature()
	if k, ok := keyOf(fn.Origin()); ok {
		if f := table().fails[failKey(k)]; f.Is != 0 {
			return f.Is, true
		}
	}
	if sig.Results().Len() != 1 || !types.Identical(sig.Results().At(0).Type(), types.Typ[types.Bool]) {
		return 0, false
	}
	switch {
	case sig.Recv() != nil && sig.Params().Len() == 0:
		switch fn.Name() {
		case "Timeout":
			return Timeout, true
		case "Temporary":
			return Timeout | Refused, true
		case "SafeToRetry":
			return Refused, true
		}
	case sig.Recv() == nil && sig.Params().Len() == 1 && fn.Pkg() != nil && fn.Pkg().Scope().Lookup("IsNotSingular") != nil:
		switch fn.Name() { // of ent's generated package
		case "IsNotFound":
			return NotFound, true
		case "IsConstraintError":
			return Duplicate | Permanent, true
		case "IsValidationError", "IsNotSingular":
			return Permanent, true
		}
	}
	return 0, false
}

// CodeOf returns which code of an error fn, a function or method, returns.
func CodeOf(fn *types.Func) (Code, bool) {
	k, ok := keyOf(fn.Origin())
	if !ok {
		return NoCode, false
	}
	f := table().fails[failKey(k)]
	if f.Code == NoCode && k.typ != "" && fn.Signature().Params().Len() == 0 {
		switch fn.Name() {
		case "SQLState":
			return SQLState, true
		case "GRPCStatus":
			return GRPC, true
		}
	}
	return f.Code, f.Code != NoCode
}

// CodeField returns which code of an error a field of type t is.
func CodeField(t types.Type, field string) (Code, bool) {
	named := Named(t)
	if named == nil || named.Obj().Pkg() == nil {
		return NoCode, false
	}
	f := table().fails[failKey{Path(named.Obj().Pkg().Path()), named.Obj().Name(), "." + field}]
	return f.Code, f.Code != NoCode
}

// FailureOfCode returns what an error of that code is.
func FailureOfCode(code Code, value constant.Value) (Failure, bool) {
	return failureOfCode(code, token.EQL, value)
}

// FailureOfCodes returns what the errors are whose code compares so to value:
// resp.StatusCode >= 500.
func FailureOfCodes(code Code, op token.Token, value constant.Value) (Failure, bool) {
	return failureOfCode(code, op, value)
}

func failureOfCode(code Code, op token.Token, value constant.Value) (Failure, bool) {
	if value == nil {
		return 0, false
	}
	switch code {
	case SQLState, AWS:
		if value.Kind() != constant.String || op != token.EQL {
			return 0, false
		}
		if code == AWS {
			f, ok := awsCodes[strings.ToLower(strings.TrimSuffix(constant.StringVal(value), "Exception"))]
			return f, ok
		}
		return failureOfSQLState(constant.StringVal(value))
	}
	n, exact := constant.Int64Val(constant.ToInt(value))
	if !exact {
		return 0, false
	}
	var f Failure
	switch code {
	case MySQL:
		f = mysqlCodes[n]
	case SQLite:
		f = sqliteCodes[n]
		if f == 0 {
			f = sqliteCodes[n&0xff]
		}
	case GRPC:
		f = grpcCodes[n]
	case HTTP:
		for status := int64(100); status < 600; status++ {
			if constant.Compare(constant.MakeInt64(status), op, value) {
				f |= failureOfStatus(status)
			}
		}
		return f, f != 0
	}
	return f, f != 0 && op == token.EQL
}

func failureOfStatus(status int64) Failure {
	switch status {
	case http.StatusRequestTimeout:
		return Timeout
	case http.StatusTooManyRequests, http.StatusTooEarly:
		return Refused
	case http.StatusConflict, http.StatusPreconditionFailed:
		return Outdated
	case http.StatusLocked:
		return Contended
	case http.StatusNotFound, http.StatusGone:
		return NotFound
	case http.StatusNotImplemented, http.StatusHTTPVersionNotSupported:
		return Permanent
	}
	switch {
	case status >= 500:
		return Timeout
	case status >= 400:
		return Permanent
	}
	return 0
}

func failureOfSQLState(state string) (Failure, bool) {
	if f, ok := sqlStates[state]; ok {
		return f, true
	}
	if len(state) != 5 && len(state) != 2 {
		return 0, false
	}
	f, ok := sqlStates[state[:2]]
	return f, ok
}

// sqlStates are states and, of two letters, classes of them.
var sqlStates = map[string]Failure{
	"02":    NotFound,
	"08":    Timeout | Refused,
	"08001": Refused, // can't connect
	"08003": Timeout,
	"08004": Refused, // connection rejected
	"08006": Timeout,
	"08007": Timeout, // transaction resolution unknown
	"08P01": Permanent,
	"0A":    Permanent,
	"22":    Permanent,
	"23":    Permanent | Duplicate,
	"23000": Permanent | Duplicate,
	"23001": Permanent,
	"23502": Permanent,
	"23503": Permanent,
	"23505": Duplicate,
	"23514": Permanent,
	"23P01": Duplicate, // exclusion
	"25":    Permanent,
	"25006": Refused, // read only, after a failover
	"28":    Permanent,
	"3D":    Permanent,
	"3F":    Permanent,
	"40":    Contended,
	"40003": Timeout, // statement completion unknown
	"42":    Permanent,
	"53":    Refused,
	"53300": Refused, // too many connections
	"54":    Permanent,
	"55P03": Contended, // lock not available
	"57":    Timeout | Refused,
	"57014": Refused, // query canceled, and undone
	"57P01": Timeout, // shutdown
	"57P02": Timeout,
	"57P03": Refused, // can't connect now
	"P0001": Permanent,
	"P0002": NotFound,
}

var mysqlCodes = map[int64]Failure{
	1040: Refused,   // too many connections
	1044: Permanent, // access denied
	1045: Permanent,
	1048: Permanent, // null
	1049: Permanent,
	1053: Timeout, // shutdown
	1054: Permanent,
	1062: Duplicate,
	1064: Permanent,
	1146: Permanent,
	1158: Timeout,
	1159: Timeout,
	1160: Timeout,
	1161: Timeout,
	1203: Refused, // too many connections of the user
	1205: Contended,
	1213: Contended,
	1226: Refused,
	1264: Permanent,
	1290: Refused, // read only
	1317: Refused, // interrupted
	1366: Permanent,
	1406: Permanent,
	1451: Permanent,
	1452: Permanent,
	1586: Duplicate,
	1836: Refused, // read only
	2002: Refused,
	2003: Refused,
	2005: Refused,
	2006: Timeout, // gone away
	2013: Timeout, // lost connection
	2055: Timeout,
	3572: Contended, // NOWAIT
	8002: Contended, // TiDB: SELECT FOR UPDATE conflicts
	8022: Contended,
	9007: Contended,
}

// sqliteCodes are primary and extended result codes.
var sqliteCodes = map[int64]Failure{
	1:    Permanent,
	5:    Contended, // busy
	6:    Contended, // locked
	8:    Permanent,
	9:    Refused, // interrupted
	11:   Permanent,
	13:   Permanent, // full
	14:   Permanent,
	15:   Contended, // lock protocol
	17:   Contended, // schema changed
	19:   Duplicate, // constraint
	20:   Permanent,
	21:   Permanent,
	26:   Permanent,
	275:  Permanent, // CHECK
	787:  Permanent, // FOREIGN KEY
	1299: Permanent, // NOT NULL
	1555: Duplicate, // PRIMARY KEY
	2067: Duplicate, // UNIQUE
	2579: Duplicate, // rowid
}

var grpcCodes = map[int64]Failure{
	1:  Permanent, // Canceled
	3:  Permanent, // InvalidArgument
	4:  Timeout,   // DeadlineExceeded
	5:  NotFound,
	6:  Duplicate, // AlreadyExists
	7:  Permanent, // PermissionDenied
	8:  Refused,   // ResourceExhausted
	9:  Permanent, // FailedPrecondition
	10: Contended, // Aborted
	11: Permanent, // OutOfRange
	12: Permanent, // Unimplemented
	13: Timeout,   // Internal
	14: Timeout | Refused,
	15: Permanent, // DataLoss
	16: Permanent, // Unauthenticated
}

// awsCodes are in lower case and lack the suffix Exception.
var awsCodes = map[string]Failure{
	"conditionalcheckfailed":        Outdated,
	"preconditionfailed":            Outdated,
	"transactionconflict":           Contended,
	"transactioncanceled":           Contended,
	"transactioninprogress":         Contended,
	"provisionedthroughputexceeded": Refused,
	"throttling":                    Refused,
	"throttled":                     Refused,
	"requestlimitexceeded":          Refused,
	"requestthrottled":              Refused,
	"toomanyrequests":               Refused,
	"limitexceeded":                 Refused,
	"slowdown":                      Refused,
	"requesttimeout":                Timeout,
	"internalservererror":           Timeout,
	"internalerror":                 Timeout,
	"internalfailure":               Timeout,
	"serviceunavailable":            Timeout,
	"nosuchkey":                     NotFound,
	"nosuchbucket":                  NotFound,
	"notfound":                      NotFound,
	"resourcenotfound":              NotFound,
	"parameternotfound":             NotFound,
	"queuedoesnotexist":             NotFound,
	"entityalreadyexists":           Duplicate,
	"resourceexists":                Duplicate,
	"resourceinuse":                 Duplicate,
	"bucketalreadyexists":           Duplicate,
	"bucketalreadyownedbyyou":       Duplicate,
	"alreadyexists":                 Duplicate,
	"validation":                    Permanent,
	"invalidparameter":              Permanent,
	"accessdenied":                  Permanent,
	"unauthorized":                  Permanent,
}

// texts are what code looks for in an error's text, in lower case; the first
// that matches counts.
var texts = []struct {
	is   Failure
	text *regexp.Regexp
}{
	{Contended, regexp.MustCompile(`database (table |schema )?is locked|sqlite_(busy|locked)|deadlock|serializ|lock wait|lock timeout|lock(ed)? not available|40001|40p01|55p03|\b1213\b|\b1205\b|restart transaction|retry (the )?(transaction|txn)|write conflict|transienttransactionerror|could not obtain lock`)},
	{Duplicate, regexp.MustCompile(`duplicate|unique[ _]|already exists?|\b23505\b|\b1062\b|e11000`)},
	{Outdated, regexp.MustCompile(`optimistic|version mismatch|stale|been modified|conflict`)},
	{Refused, regexp.MustCompile(`refused|no such host|too many (connections|clients|requests|open)|rate.?limit|\b429\b|no route to host|unreachable|starting up|bad connection|throttl|slow.?down|quota|overloaded|server is busy|try again|not ready|no servers available|dial tcp|statement timeout|remaining connection slots|\b53300\b`)},
	{Timeout, regexp.MustCompile(`time.?out|timed out|deadline|reset|broken pipe|\beof\b|bad gateway|\b50[0234]\b|unavailable|closed|lost connection|gone away|invalid connection|internal server error|internal error|goaway|stream error|connection (error|failure|terminated|abort)|aborted|unexpected message|network|\b57p01\b`)},
	{NotFound, regexp.MustCompile(`not ?found|no rows|does ?n.t exist|does not exist|no such|\b404\b|no documents`)},
	{Permanent, regexp.MustCompile(`permission|denied|unauthori|forbidden|invalid|syntax|cancel|unsupported|not supported|bad request|malformed|\b40[013]\b|unmarshal|parse|certificate|violates`)},
}

// FailureOfText returns what an error is whose text has s in it.
func FailureOfText(s string) (Failure, bool) {
	s = strings.ToLower(s)
	for _, t := range texts {
		if t.text.MatchString(s) {
			return t.is, true
		}
	}
	return 0, false
}
