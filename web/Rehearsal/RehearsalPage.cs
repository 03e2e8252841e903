using System.Globalization;
using System.Net;
using System.Text;

namespace Diagnostics.Web.Rehearsal;

/// <summary>The report as one HTML file that needs nothing else: verdict, numbers, four charts.</summary>
internal static class RehearsalPage
{
    private const int Width = 720;
    private const int Height = 140;

    private const string Style = """
        :root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{max-width:48rem;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.5rem;text-wrap:balance}h2{font-size:1rem;margin:1.5rem 0 .25rem}table{border-collapse:collapse;font-variant-numeric:tabular-nums}
        td{padding:.15rem 1rem .15rem 0;vertical-align:top}svg{width:100%;height:auto;display:block}
        polyline{fill:none;stroke:currentColor;stroke-width:1.5;vector-effect:non-scaling-stroke}
        .axis{stroke:currentColor;opacity:.3}text{fill:currentColor;font-size:12px}
        """;

    public static string Render(RehearsalReport report)
    {
        StringBuilder page = new();
        page.Append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Rehearsal</title><style>")
            .Append(Style).Append("</style><body><main><h1>").Append(Safe(report.Verdict.Sentence)).Append("</h1>");
        if (report.Verdict.Reasons.Count > 0)
        {
            page.Append("<ul>").AppendJoin("", report.Verdict.Reasons.Select(reason => $"<li>{Safe(reason)}</li>")).Append("</ul>");
        }

        page.Append("<p>").Append(Safe(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Classes} classes of {report.StudentsPerClass}, profile {report.Profile.ToString().ToLowerInvariant()}, {report.Minutes:0.#} minutes at pace {report.Pace:0.##}, {report.Url}, {report.StartedAt:u}")));
        page.Append("</p><pre>").Append(Safe(RehearsalText.Of(report))).Append("</pre>");
        Chart(page, "Answers acknowledged a second", report.Timeline, one => one.AnswersPerSecond, "0");
        Chart(page, "99 of 100 answers were acknowledged within, ms", report.Timeline, one => one.P99Ms, "0");
        Chart(page, "Students connected", report.Timeline, one => one.Connected, "0");
        Chart(page, "Processor of the server, share of all cores", report.Timeline, one => one.ProcessorShare, "P0");
        Chart(page, "Memory of the server, MB", report.Timeline, one => one.MemoryBytes / 1048576.0, "0");
        return page.Append("</main></body></html>").ToString();
    }

    private static void Chart(StringBuilder page, string title, IReadOnlyList<RehearsalMoment> timeline, Func<RehearsalMoment, double> value, string format)
    {
        if (timeline.Count < 2)
        {
            return;
        }

        double most = Math.Max(timeline.Max(value), 1e-9);
        double seconds = timeline[^1].Second;
        string points = string.Join(' ', timeline.Select(one => string.Create(
            CultureInfo.InvariantCulture, $"{one.Second / seconds * Width:0.#},{Height - (value(one) / most * (Height - 20)):0.#}")));
        string label = $"{title}: at most {most.ToString(format, CultureInfo.InvariantCulture)}";
        page.Append(CultureInfo.InvariantCulture, $"<h2>{Safe(title)}</h2><svg viewBox=\"0 0 {Width} {Height + 18}\" role=\"img\" aria-label=\"{Safe(label)}\">")
            .Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"0\" x2=\"{Width}\" y1=\"{Height}\" y2=\"{Height}\"/>")
            .Append(CultureInfo.InvariantCulture, $"<polyline points=\"{points}\"/>")
            .Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"12\">{Safe(most.ToString(format, CultureInfo.InvariantCulture))}</text>")
            .Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{Height + 14}\">0 s</text>")
            .Append(CultureInfo.InvariantCulture, $"<text x=\"{Width}\" y=\"{Height + 14}\" text-anchor=\"end\">{seconds:0} s</text></svg>");
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
