using System.Collections.Immutable;
using Diagnostics.Scoring.Dif;

namespace Diagnostics.Engine.Tables;

/// <summary>From answers of two groups to a table of differential item functioning, one row an item.</summary>
public sealed class DifTable
{
    private static readonly ImmutableArray<string> Names =
    [
        "item", "n_ref", "n_focal", "alphaMH", "lnAlpha", "varLnAlpha_PH", "deltaMH", "seDelta", "chi2_corrected", "p_corrected", "chi2_uncorrected", "ets_size_only", "ets_full",
    ];

    private static readonly ImmutableArray<string> PurifiedNames = ["purified_alphaMH", "purified_chi2", "purified_flag_05"];

    private static readonly ImmutableArray<string> MantelNames = ["strata", "mantel_chi2", "mantel_p", "smd", "smd_effect", "smd_class", "gmh_chi2", "gmh_df", "gmh_p"];

    private static readonly ImmutableArray<string> PurifiedMantelNames = ["purified_mantel_chi2", "purified_smd"];

    private readonly ScaleAnswers _answers;
    private readonly DifSample _sample;
    private readonly DifAnalysis _all;

    private DifTable(ScaleAnswers answers, DifSample sample, string reference, string focal, int nowhere, bool isPurified)
    {
        _answers = answers;
        _sample = sample;
        _all = DifAnalysis.Of(sample);
        Purified = isPurified ? DifAnalysis.Purified(sample) : null;
        Described = $"Reference group {reference}: {sample.Reference}; focal group {focal}: {sample.Focal}; left out for a blank: {sample.LeftOut}"
            + (nowhere > 0 ? $"; without a group: {nowhere}." : ".");
    }

    /// <summary>The purified analysis, where it was asked for.</summary>
    public DifAnalysis? Purified { get; }

    /// <summary>Who is compared, in one sentence.</summary>
    public string Described { get; }

    /// <summary>Compares two groups of the same score: what the scale counts as 0 points counts so here, and where it knows no such rule a row with a blank is left out.</summary>
    /// <param name="answers">Answers with their groups.</param>
    /// <param name="focal">The cell of the focal group; null: with two groups the second in the order of letters.</param>
    /// <param name="isPurified">Whether flagged items leave the total.</param>
    /// <exception cref="ArgumentException">There are not two groups, or nobody is in the focal one.</exception>
    public static DifTable Of(ScaleAnswers answers, string? focal, bool isPurified)
    {
        string[] values = [.. answers.Groups.Where(group => group.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (values.Length < 2 || (focal is null && values.Length > 2) || (focal is not null && !values.Contains(focal)))
        {
            string found = values.Length == 0 ? "none" : string.Join(", ", values.Take(10));
            throw new ArgumentException($"Two groups are compared; the column has {found}. With more than two name the focal one: the others are the reference.");
        }

        string studied = focal ?? values[1];
        DifGroup[] groups =
            [.. answers.Groups.Select(group => group.Length == 0 ? DifGroup.Neither : group == studied ? DifGroup.Focal : DifGroup.Reference)];
        DifSample sample = DifSample.Of(answers.AsScored().Points, groups, answers.Categories.AsSpan());
        return new DifTable(answers, sample, string.Join(", ", values.Where(value => value != studied)), studied, groups.Count(group => group == DifGroup.Neither), isPurified);
    }

    /// <summary>Writes one row an item.</summary>
    /// <param name="output">Receives the table; left open.</param>
    /// <param name="excel">The form for Excel.</param>
    public void Write(TextWriter output, bool excel)
    {
        using TableWriter writer = new(output, excel);
        writer.Row(Purified is null ? [.. Names, .. MantelNames] : [.. Names, .. PurifiedNames, .. MantelNames, .. PurifiedMantelNames]);
        for (int item = 0; item < _answers.Items.Length; item++)
        {
            ItemDif all = _all.Items[item];
            writer.Cell(_answers.Items[item]);
            writer.Cell(_sample.Reference);
            writer.Cell(_sample.Focal);
            WriteBinary(writer, all.Binary);
            if (Purified is not null)
            {
                ItemDif pure = Purified.Items[item];
                writer.Cells([pure.Binary?.Alpha ?? double.NaN, pure.Binary?.ChiSquared ?? double.NaN]);
                writer.Cell(pure.IsFlagged ? 1 : 0);
            }

            writer.Cell(all.Strata);
            writer.Cells([all.Mantel.ChiSquared, all.Mantel.Probability, all.Mantel.MeanDifference, all.Mantel.Effect]);
            writer.Cell(LetterOf(all.Mantel.Class));
            writer.Cells([all.Generalised.ChiSquared]);
            writer.Cell(all.Generalised.Degrees);
            writer.Cells([all.Generalised.Probability]);
            if (Purified is not null)
            {
                writer.Cells([Purified.Items[item].Mantel.ChiSquared, Purified.Items[item].Mantel.MeanDifference]);
            }

            writer.EndRow();
        }

        writer.Flush();
    }

    private static void WriteBinary(TableWriter writer, MantelHaenszel? binary)
    {
        MantelHaenszel? item = binary;
        writer.Cells(item is { } found
            ? [found.Alpha, found.LogAlpha, found.Variance, found.Delta, found.DeltaError, found.ChiSquared, found.Probability, found.ChiSquaredUncorrected]
            : [.. Enumerable.Repeat(double.NaN, 8)]);
        writer.Cell(LetterOf(item?.SizeClass));
        writer.Cell(LetterOf(item?.FullClass));
    }

    private static string LetterOf(DifClass? letter) => letter switch
    {
        DifClass.A => "A",
        DifClass.B => "B",
        DifClass.C => "C",
        null => "",
    };
}
