using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Irt;

/// <summary>
/// Log likelihood and information of every answer at even places of the trait, so that a person's whole likelihood can be looked over by
/// adding rows up, and its highest place found also where it has several hills. Immutable after construction.
/// </summary>
internal sealed class AbilityScan
{
    /// <summary>−12 … 12: wider than abilities go; what is beyond is walked to.</summary>
    public const int Nodes = 241;

    /// <summary>Distance of two nodes: a hill narrower than this needs slopes that no calibration gives.</summary>
    public const double Step = 0.1;

    private readonly int[] _starts;
    private readonly double[] _rows;
    private readonly double[] _information;
    private readonly double[] _bias;

    public AbilityScan(ImmutableArray<ItemParameters> items)
    {
        _starts = new int[items.Length];
        int rows = 0;
        for (int item = 0; item < items.Length; item++)
        {
            _starts[item] = rows;
            rows += items[item].Categories;
        }

        _rows = new double[rows * Nodes];
        _information = new double[items.Length * Nodes];
        _bias = new double[items.Length * Nodes];
        for (int item = 0; item < items.Length; item++)
        {
            Fill(items[item], item);
        }
    }

    /// <summary>θ of a node; counted from the middle, so that opposite nodes are exact opposites.</summary>
    public static double Theta(int node) => (node - (Nodes / 2)) / (1 / Step);

    /// <summary>Adds up the answered items; the spans begin as zeros and have a place for every node.</summary>
    public void Add(ReadOnlySpan<byte> answers, Span<double> likelihood, Span<double> information, Span<double> bias)
    {
        for (int item = 0; item < answers.Length; item++)
        {
            if (answers[item] != ResponseMatrix.Missing)
            {
                Add(_rows, _starts[item] + answers[item], likelihood);
                Add(_information, item, information);
                Add(_bias, item, bias);
            }
        }
    }

    private static void Add(double[] table, int row, Span<double> sums)
    {
        ReadOnlySpan<double> numbers = table.AsSpan(row * Nodes, Nodes);
        Span<Vector<double>> wide = MemoryMarshal.Cast<double, Vector<double>>(sums);
        ReadOnlySpan<Vector<double>> added = MemoryMarshal.Cast<double, Vector<double>>(numbers);
        for (int place = 0; place < wide.Length; place++)
        {
            wide[place] += added[place];
        }

        for (int place = wide.Length * Vector<double>.Count; place < sums.Length; place++)
        {
            sums[place] += numbers[place];
        }
    }

    private void Fill(ItemParameters parameters, int item)
    {
        for (int node = 0; node < Nodes; node++)
        {
            double theta = Theta(node);
            for (int category = 0; category < parameters.Categories; category++)
            {
                _rows[((_starts[item] + category) * Nodes) + node] = parameters.LogProbability(theta, category);
            }

            InformationPoint point = parameters.InformationAt(theta);
            _information[(item * Nodes) + node] = point.Information;
            _bias[(item * Nodes) + node] = point.Bias;
        }
    }
}
