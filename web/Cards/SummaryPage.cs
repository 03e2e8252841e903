using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Summaries;

namespace Diagnostics.Web.Cards;

/// <summary>What a school tells of its year, as a page that stands on its own or in a frame of another site: no script, nothing fetched but its style. Every text is encoded.</summary>
internal static class SummaryPage
{
    /// <summary>Of the look: another one makes copies of browsers stale.</summary>
    public const string Version = "1";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Nothing stands here, or nothing any more.</summary>
    public static string Gone { get; } = Page(Texts.Russian("summary.gone.title"), html => html.Append(Element("h1", Texts.Russian("summary.gone.title"))).Append(Element("p", Texts.Russian("summary.gone"))));

    public static string Render(SchoolSummary summary)
    {
        string year = summary.Year.ToString(CultureInfo.InvariantCulture);
        string title = Texts.Russian("summary.page.title", ("year", year));
        return Page($"{title}. {summary.School}", html =>
        {
            html.Append("<header>").Append(Element("h1", title)).Append(Element("p", $"{summary.School}, {summary.Municipality}", "school")).Append("</header>");
            if (summary.IsSimulated)
            {
                html.Append(Element("p", Texts.Russian("summary.simulated"), "notice"));
            }

            foreach (SummarySection section in summary.Sections)
            {
                Append(html, section, summary.Municipality);
            }

            html.Append("<footer>").Append(Element("p", Texts.Russian("summary.anonymous")));
            if (!summary.IsWhole)
            {
                html.Append(Element("p", Texts.Russian("summary.kept")));
            }

            html.Append(Element("p", Texts.Russian("summary.counted", ("date", DayOf(summary.CountedAtMs))))).Append("</footer>");
        });
    }

    private static void Append(StringBuilder html, SummarySection section, string municipality)
    {
        string id = $"s-{section.Id}";
        html.Append("<section aria-labelledby=\"").Append(Encode(id)).Append("\"><h2 id=\"").Append(Encode(id)).Append("\">").Append(Encode(section.Title)).Append("</h2>")
            .Append(Element("p", section.Note, "note")).Append("<dl>");
        foreach (SummaryLine line in section.Lines)
        {
            html.Append("<div>").Append(Element("dt", line.Title.Length > 0 ? line.Title : Texts.Russian(section.IsMean ? "summary.mean" : "summary.share")))
                .Append("<dd><strong>").Append(Encode(Percent(line.Own))).Append("</strong> ")
                .Append(Element("span", Texts.Russian("summary.of", ("n", Number(line.Own.N)))));
            if (line.Beside is { } beside)
            {
                html.Append(' ').Append(Element("span", Texts.Russian("summary.beside", ("place", municipality), ("share", Percent(beside)))));
            }

            html.Append(Bar(line.Own)).Append("</dd></div>");
        }

        html.Append("</dl></section>");
    }

    /// <summary>For the eye alone: the number stands beside it.</summary>
    private static string Bar(ToldFigure figure) => string.Create(
        CultureInfo.InvariantCulture,
        $"<svg viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"ground\" width=\"100\" height=\"4\"/><rect class=\"value\" width=\"{100 * figure.Value:0.#}\" height=\"4\"/></svg>");

    private static string Percent(ToldFigure figure) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(100 * figure.Value, MidpointRounding.AwayFromZero):0}\u00a0%");

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '\u00a0');

    private static string DayOf(long moment) => DateTimeOffset.FromUnixTimeMilliseconds(moment).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    private static string Page(string title, Action<StringBuilder> body)
    {
        StringBuilder html = new(8 * 1024);
        html.Append("<!doctype html><html lang=\"ru\"><head><meta charset=\"utf-8\">").Append(Element("title", title))
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><meta name=\"color-scheme\" content=\"light dark\">")
            .Append("<link rel=\"stylesheet\" href=\"/summary.css\"></head><body><main>");
        body(html);
        return html.Append("</main></body></html>").ToString();
    }

    private static string Element(string name, string text, string? cssClass = null) =>
        $"<{name}{(cssClass is null ? "" : $" class=\"{cssClass}\"")}>{Encode(text)}</{name}>";

    private static string Encode(string text) => Encoder.Encode(text);
}
