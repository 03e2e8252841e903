using System.Text;
using System.Text.Encodings.Web;
using Diagnostics.Engine.Campaigns;

namespace Diagnostics.Web.Cards;

/// <summary>«После урока», one A4 page for a student to take home: what comes next, where the result opens, whom to talk to. Every text is encoded.</summary>
internal static class LeafletPage
{
    /// <summary>The sections in their order; each has a heading and one paragraph.</summary>
    private static readonly string[] Sections = ["done", "next", "result", "unfinished", "talk", "hard", "withdraw"];

    /// <param name="leaflet">Null: for any class.</param>
    public static string Render(Leaflet? leaflet, Uri baseAddress)
    {
        Uri result = new(baseAddress, "result");
        string title = Texts.Russian("leaflet.title");
        StringBuilder html = new(16 * 1024);
        html.Append("<!doctype html><html lang=\"ru\"><head><meta charset=\"utf-8\"><title>").Append(Encode(title)).Append("</title>")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><link rel=\"icon\" href=\"/icon.svg\" type=\"image/svg+xml\"><link rel=\"stylesheet\" href=\"/print.css\">")
            .Append("</head><body class=\"sheet\"><main class=\"leaflet\"><header><div><h1>").Append(Encode(title)).Append("</h1>");
        if (leaflet is not null)
        {
            html.Append(Paragraph("school", Texts.Russian("leaflet.class", ("class", leaflet.ClassName), ("school", leaflet.SchoolName))));
        }

        html.Append(Paragraph("address", result.ToString())).Append("</div>").Append(CardSheetPage.QrOf(result.ToString())).Append("</header>");
        foreach (string section in Sections)
        {
            html.Append("<section><h2>").Append(Encode(Texts.Russian($"leaflet.{section}.title"))).Append("</h2>")
                .Append(Paragraph("text", Texts.Russian($"leaflet.{section}", ("address", result.ToString())))).Append("</section>");
        }

        if (leaflet is { OperatorName.Length: > 0 })
        {
            html.Append(Paragraph("hint", Texts.Russian("leaflet.operator", ("name", leaflet.OperatorName), ("address", leaflet.OperatorAddress))));
        }

        return html.Append("</main></body></html>").ToString();
    }

    private static string Paragraph(string cssClass, string text) => $"<p class=\"{cssClass}\">{Encode(text)}</p>";

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
