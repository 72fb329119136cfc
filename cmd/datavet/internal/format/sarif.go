package format

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"go/token"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/semver"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
	"github.com/datavet/datavet/cmd/datavet/internal/steps"
)

const (
	homepage    = "https://github.com/datavet/datavet"
	sarifSchema = "https://json.schemastore.org/sarif-2.1.0.json"
	// srcRoot is what the addresses of files below the root are relative to.
	srcRoot = "%SRCROOT%"
)

// The part of SARIF 2.1.0 that is written, in the specification's words.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool               sarifTool                   `json:"tool"`
		Invocations        []sarifInvocation           `json:"invocations"`
		OriginalURIBaseIDs map[string]artifactLocation `json:"originalUriBaseIds,omitempty"`
		Results            []sarifResult               `json:"results"`
		ColumnKind         string                      `json:"columnKind"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name            string            `json:"name"`
		Version         string            `json:"version,omitempty"`
		SemanticVersion string            `json:"semanticVersion,omitempty"`
		InformationURI  string            `json:"informationUri"`
		Rules           []sarifDescriptor `json:"rules"`
	}
	sarifDescriptor struct {
		ID                   string              `json:"id"`
		ShortDescription     sarifText           `json:"shortDescription"`
		FullDescription      sarifText           `json:"fullDescription"`
		HelpURI              string              `json:"helpUri,omitempty"`
		Help                 sarifText           `json:"help"`
		DefaultConfiguration sarifConfiguration  `json:"defaultConfiguration"`
		Properties           *sarifRuleQualities `json:"properties,omitempty"`
	}
	sarifConfiguration struct {
		Enabled bool   `json:"enabled"`
		Level   string `json:"level"`
	}
	// sarifRuleQualities are what GitHub sorts and filters by.
	sarifRuleQualities struct {
		Tags      []string `json:"tags"`
		Precision string   `json:"precision"`
		Severity  string   `json:"problem.severity"`
	}
	sarifText struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifInvocation struct {
		ExecutionSuccessful bool                `json:"executionSuccessful"`
		Notifications       []sarifNotification `json:"toolExecutionNotifications,omitempty"`
	}
	sarifNotification struct {
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
	}
	sarifResult struct {
		RuleID              string            `json:"ruleId"`
		RuleIndex           int               `json:"ruleIndex"`
		Level               string            `json:"level"`
		Message             sarifText         `json:"message"`
		Locations           []sarifLocation   `json:"locations"`
		RelatedLocations    []sarifLocation   `json:"relatedLocations,omitempty"`
		CodeFlows           []sarifCodeFlow   `json:"codeFlows,omitempty"`
		Fixes               []sarifFix        `json:"fixes,omitempty"`
		PartialFingerprints map[string]string `json:"partialFingerprints,omitempty"`
	}
	sarifLocation struct {
		ID               int                    `json:"id,omitempty"`
		PhysicalLocation sarifPhysicalLocation  `json:"physicalLocation"`
		LogicalLocations []sarifLogicalLocation `json:"logicalLocations,omitempty"`
		Message          *sarifText             `json:"message,omitempty"`
	}
	sarifPhysicalLocation struct {
		ArtifactLocation artifactLocation `json:"artifactLocation"`
		Region           *sarifRegion     `json:"region,omitempty"`
	}
	artifactLocation struct {
		URI       string `json:"uri"`
		URIBaseID string `json:"uriBaseId,omitempty"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
	sarifLogicalLocation struct {
		Name               string `json:"name"`
		FullyQualifiedName string `json:"fullyQualifiedName"`
		Kind               string `json:"kind"`
	}
	sarifCodeFlow struct {
		ThreadFlows []sarifThreadFlow `json:"threadFlows"`
	}
	sarifThreadFlow struct {
		Locations []sarifFlowLocation `json:"locations"`
	}
	sarifFlowLocation struct {
		Location     sarifLocation `json:"location"`
		NestingLevel int           `json:"nestingLevel"`
	}
	sarifFix struct {
		Description     sarifText             `json:"description"`
		ArtifactChanges []sarifArtifactChange `json:"artifactChanges"`
	}
	sarifArtifactChange struct {
		ArtifactLocation artifactLocation   `json:"artifactLocation"`
		Replacements     []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		DeletedRegion   sarifRegion `json:"deletedRegion"`
		InsertedContent *sarifText  `json:"insertedContent,omitempty"`
	}
)

// writeSARIF writes a log of SARIF 2.1.0 with one run. All rules stand in it,
// whether they found something or not.
func writeSARIF(w io.Writer, r *report.Report, s *report.Sources, _ Options) error {
	log := sarif{r, s, map[string]int{}, map[string][]byte{}}
	run := sarifRun{
		Tool: sarifTool{sarifDriver{
			Name:           "datavet",
			Version:        strings.TrimPrefix(r.Version, "v"),
			InformationURI: homepage,
			Rules:          log.rules(),
		}},
		Invocations: []sarifInvocation{log.invocation()},
		Results:     []sarifResult{},
		ColumnKind:  "utf16CodeUnits",
	}
	if semver.IsValid(r.Version) {
		run.Tool.Driver.SemanticVersion = run.Tool.Driver.Version
	}
	if r.Root != "" {
		run.OriginalURIBaseIDs = map[string]artifactLocation{srcRoot: {URI: fileURI(strings.TrimSuffix(r.Root, "/") + "/")}}
	}
	for _, f := range r.Findings {
		run.Results = append(run.Results, log.result(f))
	}
	return writeJSON(w, sarifLog{sarifSchema, "2.1.0", []sarifRun{run}})
}

// writeJSON writes v indented, without the escapes that only HTML needs.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "\t")
	return e.Encode(v)
}

type sarif struct {
	*report.Report
	sources *report.Sources
	// index says where a rule's descriptor stands.
	index map[string]int
	// contents are what files hold that fixes edit.
	contents map[string][]byte
}

// rules returns a descriptor for each rule and each of its categories, and for
// what else has findings.
func (l sarif) rules() []sarifDescriptor {
	var list []sarifDescriptor
	add := func(d sarifDescriptor) {
		if _, ok := l.index[d.ID]; !ok {
			l.index[d.ID] = len(list)
			list = append(list, d)
		}
	}
	for _, rule := range analyzers.Rules {
		for _, help := range rule.Helps() {
			add(descriptor(rule, help))
		}
	}
	for _, f := range l.Findings {
		id := ruleID(f.Rule, f.Category)
		add(sarifDescriptor{
			ID:                   id,
			ShortDescription:     sarifText{Text: id},
			FullDescription:      sarifText{Text: id},
			Help:                 sarifText{Text: "See " + homepage},
			HelpURI:              homepage,
			DefaultConfiguration: sarifConfiguration{true, string(report.Error)},
		})
	}
	return list
}

func descriptor(rule analyzers.Rule, help analyzers.Help) sarifDescriptor {
	d := sarifDescriptor{
		ID:                   ruleID(rule.Analyzer.Name, help.Category),
		ShortDescription:     sarifText{Text: upper(rule.Hazard)},
		FullDescription:      sarifText{Text: firstParagraph(help.Text)},
		HelpURI:              help.URL,
		DefaultConfiguration: sarifConfiguration{help.Default, string(report.Error)},
		Properties:           &sarifRuleQualities{[]string{"database", rule.Analyzer.Name}, "high", "error"},
	}
	if help.Category != "" {
		d.ShortDescription.Text += ": " + help.Category
		d.Properties.Tags = append(d.Properties.Tags, help.Category)
	}
	if !help.Default {
		d.DefaultConfiguration.Level = string(report.Warning)
		d.Properties.Precision, d.Properties.Severity = "medium", "warning"
	}
	d.Help.Text = fmt.Sprintf("%s\n\nSeen: %s.\n\nWhy it bites\n\n%s\n\nExamples and limits: %s",
		help.Text, rule.Incident, help.WhyText, help.URL)
	d.Help.Markdown = fmt.Sprintf("%s\n\n**Seen:** %s.\n\n## Why it bites\n\n%s\n\n[Examples and limits](%s)",
		help.Markdown, rule.Incident, help.WhyMarkdown, help.URL)
	return d
}

// longest is how much of a description GitHub takes.
const longest = 1024

// firstParagraph returns the first paragraph of text, or what fits of it.
func firstParagraph(text string) string {
	text, _, _ = strings.Cut(text, "\n\n")
	if runes := []rune(text); len(runes) > longest {
		text = string(runes[:longest-1]) + ellipsis
	}
	return text
}

func (l sarif) invocation() sarifInvocation {
	in := sarifInvocation{ExecutionSuccessful: true}
	for _, p := range l.Problems {
		n := sarifNotification{Level: string(report.Warning), Message: messageOf(p.Text)}
		if !p.Warning {
			n.Level = string(report.Error)
			in.ExecutionSuccessful = false
		}
		if p.Posn != "" {
			n.Locations = []sarifLocation{{PhysicalLocation: l.physical(p.Pos(), token.Position{})}}
		}
		in.Notifications = append(in.Notifications, n)
	}
	return in
}

func (l sarif) result(f report.Told) sarifResult {
	id := ruleID(f.Rule, f.Category)
	at := sarifLocation{PhysicalLocation: l.physical(f.Pos, f.End)}
	if at.PhysicalLocation.Region == nil {
		at.PhysicalLocation.Region = &sarifRegion{1, 1, 1, 1} // GitHub takes no result without
	}
	if f.Func != "" {
		at.LogicalLocations = []sarifLogicalLocation{{f.Func, f.Package + "." + f.Func, "function"}}
	}
	result := sarifResult{
		RuleID:    id,
		RuleIndex: l.index[id],
		Level:     string(f.Severity),
		Locations: []sarifLocation{at},
	}
	if f.Fingerprint != "" {
		result.PartialFingerprints = map[string]string{"datavet/v1": f.Fingerprint}
	}
	begin, calls, commit, asides := steps.Happening(f)
	var links []string
	for _, p := range slices.Concat(asides, begin, commit) {
		at := l.location(p)
		at.ID = len(links) + 1
		result.RelatedLocations = append(result.RelatedLocations, at)
		links = append(links, fmt.Sprintf("[%s](%d)", escapeBrackets(p.Text), at.ID))
	}
	// GitHub shows the related places that the message links to.
	result.Message = messageOf(f.Message)
	if len(links) > 0 {
		result.Message.Text = escapeBrackets(f.Message) + " (" + strings.Join(links, ", ") + ")"
	}
	if len(begin)+len(calls)+len(commit) > 0 {
		if calls == nil {
			calls = []steps.Place{{Pos: f.Pos, End: f.End, Text: f.Message}}
		}
		result.CodeFlows = l.codeFlow(begin, calls, commit)
	}
	for _, fix := range f.Fixes {
		if changes := l.changes(fix.Edits); changes != nil {
			result.Fixes = append(result.Fixes, sarifFix{sarifText{Text: fix.Message}, changes})
		}
	}
	return result
}

// messageOf returns a message without links. Brackets are left as they are, for
// readers that know of no escapes, unless they look like a link.
func messageOf(text string) sarifText {
	if strings.Contains(text, "](") {
		text = escapeBrackets(text)
	}
	return sarifText{Text: text}
}

// escapeBrackets escapes what begins and ends a link in a message.
func escapeBrackets(s string) string {
	return strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`).Replace(s)
}

// codeFlow returns places as one flow, each step within the one before.
func (l sarif) codeFlow(begin, calls, commit []steps.Place) []sarifCodeFlow {
	var flow []sarifFlowLocation
	for _, p := range begin {
		flow = append(flow, sarifFlowLocation{l.location(p), 0})
	}
	for i, p := range calls {
		flow = append(flow, sarifFlowLocation{l.location(p), i})
	}
	for _, p := range commit {
		flow = append(flow, sarifFlowLocation{l.location(p), 0})
	}
	return []sarifCodeFlow{{[]sarifThreadFlow{{flow}}}}
}

func (l sarif) location(p steps.Place) sarifLocation {
	message := messageOf(p.Text)
	return sarifLocation{PhysicalLocation: l.physical(p.Pos, p.End), Message: &message}
}

func (l sarif) physical(pos, end token.Position) sarifPhysicalLocation {
	p := sarifPhysicalLocation{ArtifactLocation: l.artifact(pos.Filename)}
	if at := spanOf(l.sources, pos, end); at != (span{}) {
		p.Region = &sarifRegion{at.startLine, at.startColumn, at.endLine, at.endColumn}
	}
	return p
}

func (l sarif) artifact(path string) artifactLocation {
	if rel, ok := below(l.Root, path); ok {
		return artifactLocation{(&url.URL{Path: filepath.ToSlash(rel)}).String(), srcRoot}
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(l.Base, path)
	}
	return artifactLocation{URI: fileURI(path)}
}

// changes returns edits by file, nil if a file isn't what they were made for.
func (l sarif) changes(edits []report.Edit) []sarifArtifactChange {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b report.Edit) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Start, b.Start))
	})
	var list []sarifArtifactChange
	for i, e := range edits {
		content, ok := l.contents[e.File]
		if !ok {
			content, _ = os.ReadFile(e.File) // no content, no fix
			l.contents[e.File] = content
		}
		if e.Start > e.End || e.End > len(content) {
			return nil
		}
		if i == 0 || edits[i-1].File != e.File {
			list = append(list, sarifArtifactChange{ArtifactLocation: l.artifact(e.File)})
		}
		change := &list[len(list)-1]
		var replacement sarifReplacement
		replacement.DeletedRegion.StartLine, replacement.DeletedRegion.StartColumn = lineColumn(content, e.Start)
		replacement.DeletedRegion.EndLine, replacement.DeletedRegion.EndColumn = lineColumn(content, e.End)
		if e.New != "" {
			replacement.InsertedContent = &sarifText{Text: e.New}
		}
		change.Replacements = append(change.Replacements, replacement)
	}
	return list
}

// lineColumn returns where the byte at offset stands, its column in units of
// UTF-16.
func lineColumn(content []byte, offset int) (line, column int) {
	before := content[:offset]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte("\n")) + 1, utf16Len(string(before[start:])) + 1
}
