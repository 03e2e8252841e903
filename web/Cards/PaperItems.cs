using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Web.Cards;

/// <summary>One item of a form on paper: its number, its text, and a box for every way to answer. The small digit in a box is the key that whoever keys it presses.</summary>
internal static class PaperItems
{
    /// <summary>Options in as many columns as their longest text leaves room for.</summary>
    private const int ShortText = 22;
    private const int MiddleText = 48;

    /// <param name="number">Of the item in the whole form, from 1.</param>
    /// <param name="head">The name of the row of labels above it, or null: a new page repeats it.</param>
    public static void Append(StringBuilder html, Item item, int number, string? head)
    {
        html.Append("<section class=\"paper-block paper-item ").Append(ClassOf(item)).Append('"');
        if (head is not null)
        {
            html.Append(" data-under=\"").Append(head).Append('"');
        }

        html.Append("><p class=\"paper-text\"><b>").Append(number.ToString(CultureInfo.InvariantCulture)).Append(".</b> ").Append(Encode(TextOf(item))).Append("</p>");
        if (item.Picture is { } picture)
        {
            html.Append("<div class=\"paper-picture\">");
            AppendPicture(html, picture);
            html.Append("</div>");
        }

        AppendAnswers(html, item);
        html.Append("</section>");
    }

    /// <summary>The labels of a rating above the columns of boxes.</summary>
    public static void AppendHead(StringBuilder html, AnswerFormat.Likert likert, string name)
    {
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"paper-block paper-scale scale-{likert.Labels.Length}\" data-head=\"{name}\" data-keep><span></span>");
        foreach (LocalText label in likert.Labels)
        {
            html.Append("<span>").Append(Encode(label.Russian)).Append("</span>");
        }

        html.Append("</div>");
    }

    private static string ClassOf(Item item) => item.Format switch
    {
        AnswerFormat.Likert likert => $"scale-{likert.Labels.Length}",
        AnswerFormat.Pair when item.Text.Russian.Length == 0 => "paper-inline",
        _ => "",
    };

    private static string TextOf(Item item) => item.Format switch
    {
        _ when item.Text.Russian.Length > 0 => item.Text.Russian,
        AnswerFormat.BestWorst => Texts.Russian("prompt.bestWorst"),
        AnswerFormat.Ranking => Texts.Russian("paperForm.ranking"),
        _ => "",
    };

    private static void AppendAnswers(StringBuilder html, Item item)
    {
        switch (item.Format)
        {
            case AnswerFormat.Likert likert:
                for (int at = 1; at <= likert.Labels.Length; at++)
                {
                    html.Append(Box(at));
                }

                break;
            case AnswerFormat.BestWorst:
                html.Append("<div class=\"paper-rows\"><span></span><small>").Append(Encode(Texts.Russian("bestWorst.best"))).Append("</small><small>")
                    .Append(Encode(Texts.Russian("bestWorst.worst"))).Append("</small>");
                for (int at = 0; at < item.Options.Length; at++)
                {
                    html.Append("<span>").Append(Encode(item.Options[at].Text.Russian)).Append("</span>").Append(Box(at + 1)).Append(Box(at + 1));
                }

                html.Append("</div>");
                break;
            case AnswerFormat.NumberEntry number:
                html.Append("<p><span class=\"paper-line\"></span> <small>")
                    .Append(Encode(Texts.Russian("paperForm.number", ("min", Plain(number.Min)), ("max", Plain(number.Max))))).Append("</small></p>");
                break;
            case AnswerFormat.Slider slider:
                html.Append("<p class=\"paper-slider\"><small>").Append(Encode(slider.Low.Russian)).Append("</small>");
                for (int at = 0; at <= 10; at++)
                {
                    html.Append(Box(at));
                }

                html.Append("<small>").Append(Encode(slider.High.Russian)).Append("</small></p>");
                break;
            case AnswerFormat.MultipleChoice multiple:
                html.Append("<small>").Append(Encode(Texts.Russian("paperForm.multiple", ("least", Plain(multiple.Least)), ("most", Plain(multiple.Most))))).Append("</small>");
                AppendOptions(html, item, isPlace: false);
                break;
            case AnswerFormat.Pair or AnswerFormat.SingleChoice or AnswerFormat.Ranking:
                AppendOptions(html, item, isPlace: item.Format is AnswerFormat.Ranking);
                break;
            default:
                throw new InvalidOperationException($"The format {item.Format.GetType().Name} has no form on paper.");
        }
    }

    /// <param name="isPlace">The student writes the option's place into an empty box.</param>
    private static void AppendOptions(StringBuilder html, Item item, bool isPlace)
    {
        bool hasPictures = item.Options.Any(option => option.Svg is not null);
        int longest = item.Options.Max(option => option.Text.Russian.Length);
        string columns = hasPictures ? "pictures" : longest <= ShortText ? "four" : longest <= MiddleText || item.Format is AnswerFormat.Pair ? "two" : "one";
        html.Append("<div class=\"paper-options paper-").Append(columns).Append("\">");
        for (int at = 0; at < item.Options.Length; at++)
        {
            Option option = item.Options[at];
            html.Append("<div>").Append(isPlace ? "<i class=\"paper-box\"></i>" : Box(at + 1));
            if (option.Svg is { } drawing)
            {
                AppendPicture(html, drawing);
            }
            else
            {
                html.Append("<span>").Append(Encode(option.Text.Russian)).Append("</span>");
            }

            html.Append("</div>");
        }

        html.Append("</div>");
    }

    private static string Box(int digit) => string.Create(CultureInfo.InvariantCulture, $"<i class=\"paper-box\">{digit}</i>");

    /// <summary>A tree of values becomes elements; the reader of instruments has checked every name, and values are encoded all the same.</summary>
    private static void AppendPicture(StringBuilder html, SvgElement element)
    {
        html.Append('<').Append(element.Tag);
        foreach ((string name, string value) in element.Attributes)
        {
            html.Append(' ').Append(name).Append("=\"").Append(Encode(value)).Append('"');
        }

        html.Append(element.Tag == "svg" ? " aria-hidden=\"true\">" : ">");
        foreach (SvgElement child in element.Children)
        {
            AppendPicture(html, child);
        }

        html.Append("</").Append(element.Tag).Append('>');
    }

    private static string Plain(decimal number) => number.ToString(CultureInfo.InvariantCulture).Replace('.', ',');

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
