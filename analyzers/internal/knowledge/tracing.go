package knowledge

// Tracing is no effect; what it does to contexts must not hide what they carry.

var otelTrace = Library{
	Path:   "go.opentelemetry.io/otel/trace",
	Import: "go.opentelemetry.io/otel/trace",
	Module: "go.opentelemetry.io/otel/trace",
	Funcs: []Func{
		{Type: "Tracer", Name: "Start", Role: Derive, On: Param(0)},
		{Name: "ContextWithSpan ContextWithSpanContext ContextWithRemoteSpanContext", Role: Derive, On: Param(0)},
	},
}

var openTracing = Library{
	Path:   "github.com/opentracing/opentracing-go",
	Import: "github.com/opentracing/opentracing-go",
	Module: "github.com/opentracing/opentracing-go",
	Funcs: []Func{
		{Name: "ContextWithSpan", Role: Derive, On: Param(0)},
		{Name: "StartSpanFromContext StartSpanFromContextWithTracer", Role: Derive, On: Param(0), Out: Result(1)},
	},
}
