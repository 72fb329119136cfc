package format

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// Summary prints a line with counts and the time to w if o asks for it.
func Summary(w io.Writer, r *report.Report, o Options) {
	if o.Quiet || !o.Summary {
		return
	}
	color := green
	if len(r.Findings) > 0 {
		color = severityColor[gravest(r)]
	}
	fmt.Fprintf(w, "%s\n", paint{o.Color}.in(bold+color, summary(r)))
}

// gravest returns the gravest severity among findings.
func gravest(r *report.Report) report.Severity {
	for _, s := range severities {
		for _, f := range r.Findings {
			if f.Severity == s {
				return s
			}
		}
	}
	return report.Note
}

var severities = []report.Severity{report.Error, report.Warning, report.Note}

func summary(r *report.Report) string {
	var b strings.Builder
	if len(r.Findings) == 0 {
		fmt.Fprintf(&b, "No findings in %s", report.Count(r.Packages, "package"))
	} else {
		bySeverity := map[report.Severity]int{}
		packages := map[string]bool{}
		for _, f := range r.Findings {
			bySeverity[f.Severity]++
			packages[f.Package] = true
		}
		var counts []string
		for _, s := range severities {
			if n := bySeverity[s]; n > 0 {
				counts = append(counts, report.Count(n, string(s)))
			}
		}
		fmt.Fprintf(&b, "%s (%s) in %d of %s", report.Count(len(r.Findings), "finding"), strings.Join(counts, ", "),
			len(packages), report.Count(r.Packages, "package"))
	}
	fmt.Fprintf(&b, ", %s", elapsed(r.Elapsed))
	if r.Baselined > 0 {
		fmt.Fprintf(&b, "; %d in the baseline", r.Baselined)
	}
	if r.Unchanged > 0 {
		fmt.Fprintf(&b, "; %d in unchanged lines", r.Unchanged)
	}
	return b.String()
}

func elapsed(d time.Duration) string {
	if d < time.Minute {
		return fmt.Sprintf("%.1f s", d.Seconds())
	}
	return d.Round(time.Second).String()
}
