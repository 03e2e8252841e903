using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Diagnostics.Web.Watch;

/// <summary>The figures in Prometheus' text format, version 0.0.4. Names: dots become underscores, then the unit, and <c>_total</c> where they only grow.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Of(IEnumerable<Figure> figures)
    {
        StringBuilder text = new();
        foreach (Figure figure in figures)
        {
            if (figure.Parts.Count > 0)
            {
                Write(text, figure);
            }
        }

        return text.ToString();
    }

    public static string NameOf(Instrument instrument, FigureKind kind)
    {
        string unit = instrument.Unit switch
        {
            "ms" => "_milliseconds",
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        string own = instrument.Meter.Name.StartsWith("Diagnostics.", StringComparison.Ordinal) ? "diagnostics_" : "";
        return own + instrument.Name.Replace('.', '_') + unit + (kind == FigureKind.Sum ? "_total" : "");
    }

    private static void Write(StringBuilder text, Figure figure)
    {
        string name = NameOf(figure.Instrument, figure.Kind);
        if (figure.Instrument.Description is { Length: > 0 } description)
        {
            text.Append("# HELP ").Append(name).Append(' ').Append(description.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal)).Append('\n');
        }

        text.Append("# TYPE ").Append(name).Append(' ').Append(figure.Kind switch
        {
            FigureKind.Sum => "counter",
            FigureKind.State => "gauge",
            FigureKind.Spread => "histogram",
        }).Append('\n');
        foreach (FigurePart part in figure.Parts)
        {
            if (part.Spread is { } spread)
            {
                Write(text, name, part, spread);
            }
            else
            {
                Line(text, name, part, null, part.Value);
            }
        }
    }

    private static void Write(StringBuilder text, string name, FigurePart part, Spread spread)
    {
        double sum = spread.Sum;
        long count = 0;
        long[] counts = spread.Counts();
        for (int i = 0; i < counts.Length; i++)
        {
            count += counts[i];
            Line(text, name + "_bucket", part, i < Spread.Bounds.Length ? Number(Spread.Bounds[i]) : "+Inf", count);
        }

        Line(text, name + "_sum", part, null, sum);
        Line(text, name + "_count", part, null, count);
    }

    private static void Line(StringBuilder text, string name, FigurePart part, string? bound, double value)
    {
        text.Append(name);
        string[] labels =
        [
            .. part.Tags.Select(tag => $"{Label(tag.Key)}=\"{Escaped(Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "")}\""),
            .. bound is null ? Array.Empty<string>() : [$"le=\"{bound}\""],
        ];
        if (labels.Length > 0)
        {
            text.Append('{').AppendJoin(',', labels).Append('}');
        }

        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Label(string key) => key.Replace('.', '_');

    private static string Escaped(string value) =>
        value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
