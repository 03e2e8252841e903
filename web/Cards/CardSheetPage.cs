using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using QRCoder;

namespace Diagnostics.Web.Cards;

/// <summary>The printable sheet of a class as one HTML page: the teacher's card first, then a card a seat. Every text is encoded.</summary>
internal static class CardSheetPage
{
    public static string Render(CodeSheet sheet, Uri baseAddress, CardSheetStyle style, string checkLink)
    {
        Uri board = new(baseAddress, $"board/{sheet.Class.BoardLink}");
        string title = Texts.Russian("cards.title", ("class", sheet.Class.Name), ("school", sheet.School.Name));
        StringBuilder html = new(64 * 1024);
        html.Append("<!doctype html><html lang=\"ru\"><head><meta charset=\"utf-8\"><title>").Append(Encode(title)).Append("</title>")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Append(style switch
            {
                CardSheetStyle.Linked => "<link rel=\"icon\" href=\"/icon.svg\" type=\"image/svg+xml\"><link rel=\"stylesheet\" href=\"/print.css\">",
                CardSheetStyle.Embedded => $"<style>{WebRoot.Text("print.css")}</style>",
            })
            .Append(NamesOf(sheet, style))
            .Append("<header class=\"teacher-card\"><div><h1>").Append(Encode(title)).Append("</h1>")
            .Append(Paragraph("hint", Texts.Russian("cards.teacher")))
            .Append(Paragraph("address", board.ToString()))
            .Append(FormOf(sheet.Class.Variant))
            .Append(Paragraph("pin", Texts.Russian("cards.pin", ("pin", sheet.Pin))))
            .Append("</div>").Append(QrOf(board.ToString())).Append(CheckOf(new Uri(baseAddress, $"check#{checkLink}"))).Append("</header><main class=\"cards\">");
        foreach (CodeCard card in sheet.Cards)
        {
            AppendCard(html, sheet, card, baseAddress);
        }

        return html.Append("</main></body></html>").ToString();
    }

    private static void AppendCard(StringBuilder html, CodeSheet sheet, CodeCard card, Uri baseAddress)
    {
        string seat = card.Seat.ToString(CultureInfo.InvariantCulture);
        string place = Texts.Russian(card.Spare ? "cards.spare" : "cards.seat", ("class", sheet.Class.Name), ("seat", seat));
        html.Append("<section class=\"card\"><div>")
            .Append(Paragraph("school", sheet.School.Name))
            .Append(Paragraph("seat", place))
            .Append(NameLine(seat))
            .Append(Paragraph("code", card.Code))
            .Append(Paragraph("hint", Texts.Russian("cards.student", ("address", baseAddress.Authority))))
            .Append("</div>").Append(QrOf(new Uri(baseAddress, $"#{card.Code}").ToString())).Append("</section>");
    }

    /// <summary>Where the computers of the class are checked before the day: for the teacher, as it opens nothing a student needs.</summary>
    private static string CheckOf(Uri check) =>
        $"<div class=\"check\"><div>{Paragraph("hint", Texts.Russian("check.card"))}{Paragraph("address", check.ToString())}</div>{QrOf(check.ToString())}</div>";

    /// <summary>Names are put on the cards by a script in the browser, which alone can open them; a sheet in a file has none.</summary>
    private static string NamesOf(CodeSheet sheet, CardSheetStyle style) => style switch
    {
        CardSheetStyle.Linked => NamesOf(sheet.Class.Id),
        CardSheetStyle.Embedded => "</head><body class=\"sheet\">",
    };

    /// <summary>From the head to the body of a sheet that gets names in the browser.</summary>
    internal static string NamesOf(string classId, string look = "sheet") =>
        $"<script type=\"module\" src=\"/cards.js\"></script></head><body class=\"{look}\" data-class=\"{Encode(classId)}\"><div id=\"names\" class=\"no-print\"></div>";

    /// <summary>The empty line of a card that takes the name of its place.</summary>
    internal static string NameLine(string seat) => $"<p class=\"name\" data-testid=\"card-name\" data-seat=\"{seat}\"></p>";

    /// <summary>Whoever hands the cards out sees that a class takes another form than most; the students' cards do not say it.</summary>
    private static string FormOf(BatteryVariant variant) => variant == BatteryVariant.Standard
        ? ""
        : Paragraph("hint", Texts.Russian("form.is", ("form", Texts.Russian($"form.{JsonNamingPolicy.CamelCase.ConvertName(variant.ToString())}"))));

    private static string Paragraph(string cssClass, string text) => $"<p class=\"{cssClass}\">{Encode(text)}</p>";

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    /// <summary>The code as one SVG path, a run of dark modules a rectangle; four modules of quiet zone come with the matrix.</summary>
    internal static string QrOf(string text)
    {
        using QRCodeData data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        StringBuilder path = new(4096);
        for (int row = 0; row < data.ModuleMatrix.Count; row++)
        {
            System.Collections.BitArray modules = data.ModuleMatrix[row];
            for (int column = 0; column < modules.Length; column++)
            {
                int start = column;
                while (column < modules.Length && modules[column])
                {
                    column++;
                }

                if (column > start)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{start} {row}h{column - start}v1h-{column - start}z");
                }
            }
        }

        int size = data.ModuleMatrix.Count;
        return $"<svg class=\"qr\" viewBox=\"0 0 {size} {size}\" shape-rendering=\"crispEdges\" aria-hidden=\"true\"><path d=\"{path}\"/></svg>";
    }
}
