package knowledge

// Packages of errors, and drivers that are known for their errors only.

var stdIO = Library{
	Path: "io",
	Fails: []Fail{
		{Name: "EOF ErrUnexpectedEOF ErrClosedPipe ErrNoProgress", Is: Timeout},
	},
}

var stdURL = Library{
	Path: "net/url",
	Fails: []Fail{
		{Type: "Error", Is: Timeout | Refused},
		{Type: "EscapeError", Is: Permanent},
	},
}

var stdJSON = Library{
	Path: "encoding/json",
	Fails: []Fail{
		{Type: "SyntaxError", Is: Permanent},
		{Type: "UnmarshalTypeError", Is: Permanent},
		{Type: "MarshalerError", Is: Permanent},
	},
}

var stdX509 = Library{
	Path: "crypto/x509",
	Fails: []Fail{
		{Type: "UnknownAuthorityError", Is: Permanent},
		{Type: "CertificateInvalidError", Is: Permanent},
		{Type: "HostnameError", Is: Permanent},
	},
}

var libPQ = Library{
	Path:   "github.com/lib/pq",
	Import: "github.com/lib/pq",
	Module: "github.com/lib/pq",
	Fails: []Fail{
		{Type: "Error", Field: "Code", Code: SQLState},
		{Type: "Error", Name: "SQLState", Code: SQLState},
	},
}

// pqError has, since v1.12, the type of pq's Code.
var pqError = Library{
	Path:   "github.com/lib/pq/pqerror",
	Import: "github.com/lib/pq/pqerror",
	Module: "github.com/lib/pq",
	Fails: []Fail{
		{Type: "Code", Name: "Class", Code: SQLState},
	},
}

var mysqlDriver = Library{
	Path:   "github.com/go-sql-driver/mysql",
	Import: "github.com/go-sql-driver/mysql",
	Module: "github.com/go-sql-driver/mysql",
	Fails: []Fail{
		{Type: "MySQLError", Field: "Number", Code: MySQL},
		{Name: "ErrInvalidConn", Is: Timeout},
		{Name: "ErrBusyBuffer", Is: Refused},
		{Name: "ErrMalformPkt ErrPktSync ErrPktSyncMul", Is: Timeout},
		{Name: "ErrNoTLS ErrPktTooLarge ErrOldProtocol", Is: Permanent},
	},
}

// mattnSQLite has its codes as variables.
var mattnSQLite = Library{
	Path:   "github.com/mattn/go-sqlite3",
	Import: "github.com/mattn/go-sqlite3",
	Module: "github.com/mattn/go-sqlite3",
	Fails: []Fail{
		{Type: "Error", Field: "Code", Code: SQLite},
		{Type: "Error", Field: "ExtendedCode", Code: SQLite},
		{Name: "ErrBusy ErrBusyRecovery ErrBusySnapshot ErrLocked ErrLockedSharedCache ErrSchema ErrProtocol", Is: Contended},
		{Name: "ErrConstraint ErrConstraintUnique ErrConstraintPrimaryKey ErrConstraintRowID", Is: Duplicate},
		{Name: "ErrConstraintForeignKey ErrConstraintNotNull ErrConstraintCheck ErrReadonly ErrCorrupt ErrFull ErrMismatch", Is: Permanent},
	},
}

var moderncSQLite = Library{
	Path:   "modernc.org/sqlite",
	Import: "modernc.org/sqlite",
	Module: "modernc.org/sqlite",
	Fails: []Fail{
		{Type: "Error", Name: "Code", Code: SQLite},
	},
}

var ncrucesSQLite = Library{
	Path:   "github.com/ncruces/go-sqlite3",
	Import: "github.com/ncruces/go-sqlite3",
	Module: "github.com/ncruces/go-sqlite3",
	Fails: []Fail{
		{Type: "Error", Name: "Code ExtendedCode", Code: SQLite},
	},
}

// pgerrcode asks of a state in which class it is.
var pgerrcode = Library{
	Path:   "github.com/jackc/pgerrcode",
	Import: "github.com/jackc/pgerrcode",
	Module: "github.com/jackc/pgerrcode",
	Fails: []Fail{
		{Name: "IsConnectionException", Is: Timeout | Refused},
		{Name: "IsTransactionRollback", Is: Contended},
		{Name: "IsInsufficientResources", Is: Refused},
		{Name: "IsOperatorIntervention", Is: Timeout | Refused},
		{Name: "IsIntegrityConstraintViolation", Is: Duplicate | Permanent},
		{Name: "IsNoData", Is: NotFound},
		{Name: "IsDataException IsSyntaxErrororAccessRuleViolation", Is: Permanent},
	},
}

var grpcStatus = Library{
	Path:   "google.golang.org/grpc/status",
	Import: "google.golang.org/grpc/status",
	Module: "google.golang.org/grpc",
	Fails: []Fail{
		{Name: "Code", Code: GRPC},
	},
}

// grpcInternalStatus declares what the status package has as an alias.
var grpcInternalStatus = Library{
	Path:   "google.golang.org/grpc/internal/status",
	Import: "google.golang.org/grpc/internal/status",
	Module: "google.golang.org/grpc",
	Fails: []Fail{
		{Type: "Status", Name: "Code", Code: GRPC},
	},
}

var k8sErrors = Library{
	Path:   "k8s.io/apimachinery/pkg/api/errors",
	Import: "k8s.io/apimachinery/pkg/api/errors",
	Module: "k8s.io/apimachinery",
	Fails: []Fail{
		{Name: "IsConflict", Is: Outdated},
		{Name: "IsAlreadyExists", Is: Duplicate},
		{Name: "IsNotFound IsGone IsResourceExpired", Is: NotFound},
		{Name: "IsTooManyRequests IsServiceUnavailable", Is: Refused},
		{Name: "IsTimeout IsServerTimeout IsInternalError IsUnexpectedServerError", Is: Timeout},
		{Name: "IsInvalid IsBadRequest IsForbidden IsUnauthorized IsMethodNotSupported IsNotAcceptable IsUnsupportedMediaType IsRequestEntityTooLargeError", Is: Permanent},
	},
}

var k8sNet = Library{
	Path:   "k8s.io/apimachinery/pkg/util/net",
	Import: "k8s.io/apimachinery/pkg/util/net",
	Module: "k8s.io/apimachinery",
	Fails: []Fail{
		{Name: "IsConnectionReset IsProbableEOF IsTimeout IsHTTP2ConnectionLost", Is: Timeout},
		{Name: "IsConnectionRefused", Is: Refused},
	},
}

var googleAPI = Library{
	Path:   "google.golang.org/api/googleapi",
	Import: "google.golang.org/api/googleapi",
	Module: "google.golang.org/api",
	Fails: []Fail{
		{Type: "Error", Field: "Code", Code: HTTP},
	},
}

var azcore = Library{
	Path:   "github.com/Azure/azure-sdk-for-go/sdk/azcore/internal/exported",
	Import: "github.com/Azure/azure-sdk-for-go/sdk/azcore/internal/exported",
	Module: "github.com/Azure/azure-sdk-for-go/sdk/azcore",
	Fails: []Fail{
		{Type: "ResponseError", Field: "StatusCode", Code: HTTP},
	},
}

var smithy = Library{
	Path:   "github.com/aws/smithy-go",
	Import: "github.com/aws/smithy-go",
	Module: "github.com/aws/smithy-go",
	Fails: []Fail{
		{Type: "APIError", Name: "ErrorCode", Code: AWS},
		{Type: "GenericAPIError", Name: "ErrorCode", Code: AWS},
		{Type: "CanceledError", Is: Permanent},
		{Type: "SerializationError", Is: Permanent},
	},
}

var awserr = Library{
	Path:   "github.com/aws/aws-sdk-go/aws/awserr",
	Import: "github.com/aws/aws-sdk-go/aws/awserr",
	Module: "github.com/aws/aws-sdk-go",
	Fails: []Fail{
		{Type: "Error", Name: "Code", Code: AWS},
	},
}

var googleIterator = Library{
	Path:   "google.golang.org/api/iterator",
	Import: "google.golang.org/api/iterator",
	Module: "google.golang.org/api",
	Fails: []Fail{
		{Name: "Done", Is: NotFound},
	},
}
