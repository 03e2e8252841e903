using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Diagnostics.Engine.Consent;

namespace Diagnostics.Web.Cards;

/// <summary>The sheet of a class for parents as one HTML page: four links to a page, each with its QR code. Every text is encoded.</summary>
internal static class ParentSheetPage
{
    public static string Render(ParentSheet sheet, Uri baseAddress)
    {
        string title = Texts.Russian("parentSheet.title", ("class", sheet.ClassName), ("school", sheet.SchoolName));
        StringBuilder html = new(64 * 1024);
        html.Append("<!doctype html><html lang=\"ru\"><head><meta charset=\"utf-8\"><title>").Append(Encode(title)).Append("</title>")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><link rel=\"icon\" href=\"/icon.svg\" type=\"image/svg+xml\"><link rel=\"stylesheet\" href=\"/print.css\">")
            .Append(CardSheetPage.NamesOf(sheet.ClassId)).Append("<header class=\"no-print\"><h1>").Append(Encode(title)).Append("</h1>")
            .Append(Paragraph("hint", Texts.Russian("parentSheet.teacher"))).Append("</header><main class=\"cards parents\">");
        foreach (ParentCard card in sheet.Cards)
        {
            Append(html, sheet, card, new Uri(baseAddress, $"parent#{card.Link}"));
        }

        return html.Append("</main></body></html>").ToString();
    }

    private static void Append(StringBuilder html, ParentSheet sheet, ParentCard card, Uri address)
    {
        string seat = card.Seat.ToString(CultureInfo.InvariantCulture);
        html.Append("<section class=\"card\"><div>")
            .Append(Paragraph("school", sheet.SchoolName))
            .Append(Paragraph("seat", Texts.Russian(card.Spare ? "cards.spare" : "cards.seat", ("class", sheet.ClassName), ("seat", seat))))
            .Append(CardSheetPage.NameLine(seat))
            .Append("<h2>").Append(Encode(Texts.Russian("parentSheet.heading"))).Append("</h2>")
            .Append(Paragraph("hint", Texts.Russian("parentSheet.text")))
            .Append(Paragraph("address", address.ToString()))
            .Append(Paragraph("hint", Texts.Russian("parentSheet.paper")))
            .Append("</div>").Append(CardSheetPage.QrOf(address.ToString())).Append("</section>");
    }

    private static string Paragraph(string cssClass, string text) => $"<p class=\"{cssClass}\">{Encode(text)}</p>";

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
