using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Tables;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Engine.ItemModels;

/// <summary>Sampled answers to the items of one scale. Pure.</summary>
internal sealed class ScaleRows(InstrumentForm form, ComparableScale scale, ImmutableArray<SampledRow> rows)
{
    /// <summary>Of a scale, for either question.</summary>
    public const int LeastItems = 3;

    public ImmutableArray<SampledRow> Rows => rows;

    public bool IsTasks => scale is CriterionScale;

    public bool HasFewItems => scale.Items.Length < LeastItems;

    public bool HasConstantPoints => scale.Items.Any(item => item.Highest == item.Lowest);

    public string IdOf(int place) => form.Items[scale.Items[place].Item].Id;

    public int NumberOf(int place) => scale.Items[place].Item + 1;

    public ImmutableArray<int> Points => [.. scale.Items.Select(item => item.Highest - item.Lowest + 1)];

    public ImmutableArray<int> Steps => [.. scale.Items.Select(ItemSteps.CountOf)];

    /// <summary>Points from 0, as the score counts them: of tasks a blank is 0, of ratings it stays one.</summary>
    public ResponseMatrix AsPoints() => Build(
        (_, _) => IsTasks, [.. scale.Items.Select(item => CodesOf(item, code => (byte)(item.PointsFor(code) - item.Lowest)))]);

    /// <summary>Steps from 0, as items are calibrated: of tasks a blank before the last answer is 0, one behind it was not asked.</summary>
    public ResponseMatrix AsSteps() => Build((item, reached) => IsTasks && item < reached, [.. scale.Items.Select(item => CodesOf(item, code => ItemSteps.Of(item)[code]))]);

    private ResponseMatrix Build(Func<int, int, bool> isBlankZero, ImmutableArray<byte[]> values)
    {
        ResponseMatrixBuilder matrix = new(scale.Items.Length, rows.Length);
        byte[] own = new byte[scale.Items.Length];
        foreach (SampledRow row in rows)
        {
            int reached = row.Codes.AsSpan().LastIndexOfAnyExcept(ResponseMatrix.Missing) + 1;
            for (int place = 0; place < own.Length; place++)
            {
                int item = scale.Items[place].Item;
                byte value = values[place][row.Codes[item]];
                own[place] = value == ResponseMatrix.Missing && isBlankZero(item, reached) ? (byte)0 : value;
            }

            matrix.Add(own);
        }

        return matrix.Build();
    }

    /// <summary>What each code counts; what is no answer is a blank.</summary>
    private static byte[] CodesOf(ItemKey item, Func<byte, byte> valueOf) =>
        [.. Enumerable.Range(0, 256).Select(code => code < ResponseMatrix.Missing && item.Accepts((byte)code) ? valueOf((byte)code) : ResponseMatrix.Missing)];
}
