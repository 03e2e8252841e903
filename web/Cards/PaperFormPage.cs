using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Paper;

namespace Diagnostics.Web.Cards;

/// <summary>
/// The forms of a class on paper as one HTML page. The form stands in it once, as blocks in order, with a foot for each seat; <c>/paper.js</c> lays the blocks out on
/// pages for every seat, because only a browser knows how high a text is. Every text is encoded.
/// </summary>
internal static class PaperFormPage
{
    public static string Render(PaperSheet sheet, Uri baseAddress)
    {
        CodeSheet codes = sheet.Codes;
        string title = Texts.Russian("paperForm.title", ("class", codes.Class.Name), ("school", codes.School.Name));
        StringBuilder html = new(256 * 1024);
        html.Append("<!doctype html><html lang=\"ru\"><head><meta charset=\"utf-8\"><title>").Append(Encode(title)).Append("</title>")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><link rel=\"icon\" href=\"/icon.svg\" type=\"image/svg+xml\">")
            .Append("<link rel=\"stylesheet\" href=\"/print.css\"><link rel=\"stylesheet\" href=\"/paper.css\"><script type=\"module\" src=\"/paper.js\"></script>")
            .Append(CardSheetPage.NamesOf(codes.Class.Id, "sheet paper"))
            .Append("<header class=\"no-print\"><h1>").Append(Encode(title)).Append("</h1>")
            .Append(Paragraph("hint", Texts.Russian("paperForm.teacher")))
            .Append("<p class=\"hint\" id=\"paper-told\" role=\"status\" data-text=\"").Append(Encode(Texts.Russian("paperForm.count"))).Append("\"></p>")
            .Append(SeatsOf(codes)).Append("<noscript>").Append(Paragraph("hint", Texts.Russian("paperForm.noScript"))).Append("</noscript></header>")
            .Append("<main id=\"paper-pages\" tabindex=\"0\" aria-label=\"").Append(Encode(title)).Append("\"></main><div id=\"paper-form\">");
        AppendHead(html, codes);
        AppendConsent(html, sheet);
        for (int step = 0; step < sheet.Battery.Steps.Length; step++)
        {
            AppendStep(html, sheet.Battery, step);
        }

        html.Append("<section class=\"paper-block\"><p><b>").Append(Encode(Texts.Russian("paperForm.end"))).Append("</b></p></section></div><div id=\"paper-seats\" hidden>");
        foreach (CodeCard card in codes.Cards)
        {
            AppendSeat(html, codes, card, baseAddress);
        }

        return html.Append("</div></body></html>").ToString();
    }

    /// <summary>Links to the form of one seat alone, or back to all of them.</summary>
    private static string SeatsOf(CodeSheet codes)
    {
        string address = $"/setup/classes/{Uri.EscapeDataString(codes.Class.Id)}/paper";
        return codes.Cards.Count == 1
            ? $"<p><a href=\"{Encode(address)}\">{Encode(Texts.Russian("paperForm.all"))}</a></p>"
            : $"<nav><p>{Encode(Texts.Russian("paperForm.one"))} {string.Join(' ', codes.Cards.Select(card => string.Create(CultureInfo.InvariantCulture, $"<a href=\"{Encode(address)}?seat={card.Seat}\">{card.Seat}</a>")))}</p></nav>";
    }

    /// <summary>The strip that is cut off takes the name, by hand or from the school's list: the answers never carry one.</summary>
    private static void AppendHead(StringBuilder html, CodeSheet codes) => html
        .Append("<section class=\"paper-block paper-strip\"><p>").Append(Encode(Texts.Russian("paperForm.name"))).Append(" <span class=\"paper-line name\" data-testid=\"paper-name\"></span></p><p><span data-fill=\"seat\"></span> · ")
        .Append(Encode(Texts.Russian("paperForm.cut"))).Append("</p></section><section class=\"paper-block\"><p class=\"paper-title\">")
        .Append(Encode(Texts.Russian("paperForm.heading"))).Append("</p><p>").Append(Encode(codes.School.Name)).Append(" · <span data-fill=\"seat\"></span></p></section>");

    private static void AppendConsent(StringBuilder html, PaperSheet sheet)
    {
        int tasks = sheet.Battery.Steps.Count(step => step.Seconds is not null || step.HasTasks);
        html.Append("<section class=\"paper-block paper-consent\"><h2>").Append(Encode(sheet.Consent.Title)).Append("</h2><ul>");
        for (int at = 0; at < sheet.Consent.Points.Count; at++)
        {
            string point = sheet.Battery.Sittings > 1 && at == 2 && sheet.Consent.Sittings is { } sittings
                ? Russian.Filled(sittings, sheet.Battery.Sittings)
                : Russian.Filled(sheet.Consent.Points[at], tasks);
            html.Append("<li>").Append(Encode(point)).Append("</li>");
        }

        html.Append("<li>").Append(Encode(Texts.Russian("paperForm.keyed"))).Append("</li></ul><p class=\"paper-choice\"><span><i class=\"paper-box\">1</i> ")
            .Append(Encode(Texts.Russian("paperForm.agree"))).Append("</span><span><i class=\"paper-box\">2</i> ").Append(Encode(Texts.Russian("paperForm.refuse")))
            .Append("</span></p></section><section class=\"paper-block\"><p>").Append(Encode(Texts.Russian("paperForm.how"))).Append("</p></section>");
    }

    private static void AppendStep(StringBuilder html, Battery battery, int index)
    {
        BatteryStep step = battery.Steps[index];
        bool isAfterLimit = index > 0 && battery.Steps[index - 1].Seconds is not null;
        bool isSitting = index > 0 && battery.Steps[index - 1].Sitting != step.Sitting;
        html.Append("<section class=\"paper-block paper-step\" data-keep").Append(step.Seconds is not null || isAfterLimit || isSitting ? " data-new-page" : "").Append("><h2>")
            .Append(Encode(step.Instrument.Title.Russian)).Append("</h2>");
        if (step.Seconds is { } seconds)
        {
            html.Append("<p class=\"paper-proctor\">").Append(Encode(Texts.Russian("paperForm.proctor", ("time", Time(seconds))))).Append("</p>");
        }

        html.Append("<p>").Append(Encode(step.Instrument.Instruction.Russian)).Append("</p>")
            .Append(step.Optional ? Paragraph("", Texts.Russian("paperForm.optional")) : "")
            .Append(step.Adaptive is not null ? Paragraph("", Texts.Russian("paperForm.numbers")) : "").Append("</section>");
        AppendItems(html, step, index);
        if (step.Seconds is not null)
        {
            html.Append("<section class=\"paper-block\"><p><b>").Append(Encode(Texts.Russian("paperForm.stop"))).Append("</b></p></section>");
        }
    }

    private static void AppendItems(StringBuilder html, BatteryStep step, int index)
    {
        AnswerFormat? before = null;
        string? head = null;
        foreach (int at in step.Printed)
        {
            Item item = step.Form.Items[at];
            if (item.Format is AnswerFormat.Likert likert && item.Format != before)
            {
                head = string.Create(CultureInfo.InvariantCulture, $"head-{index}-{at}");
                PaperItems.AppendHead(html, likert, head);
            }

            before = item.Format;
            PaperItems.Append(html, item, step.FirstItem + at + 1, item.Format is AnswerFormat.Likert ? head : null);
        }
    }

    private static void AppendSeat(StringBuilder html, CodeSheet codes, CodeCard card, Uri baseAddress)
    {
        string seat = card.Seat.ToString(CultureInfo.InvariantCulture);
        string place = Texts.Russian(card.Spare ? "cards.spare" : "cards.seat", ("class", codes.Class.Name), ("seat", seat));
        html.Append("<footer class=\"paper-foot\" data-seat=\"").Append(seat).Append("\" data-place=\"").Append(Encode(place)).Append("\">")
            .Append(CardSheetPage.QrOf(new Uri(baseAddress, $"#{card.Code}").ToString())).Append("<p><b class=\"paper-code\">").Append(Encode(card.Code)).Append("</b><br>")
            .Append(Encode(place)).Append("</p><p class=\"paper-number\" data-text=\"").Append(Encode(Texts.Russian("paperForm.page"))).Append("\"></p></footer>");
    }

    /// <summary>Minutes, with half ones where they are.</summary>
    private static string Time(int seconds) => seconds % 60 == 0
        ? Russian.Filled(Texts.Russian("paperForm.minutes"), seconds / 60)
        : Texts.Russian("paperForm.minutesSeconds", ("minutes", (seconds / 60).ToString(CultureInfo.InvariantCulture)), ("seconds", (seconds % 60).ToString(CultureInfo.InvariantCulture)));

    private static string Paragraph(string cssClass, string text) => $"<p class=\"{cssClass}\">{Encode(text)}</p>";

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
