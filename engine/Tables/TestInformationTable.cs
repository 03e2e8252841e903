using System.Collections.Immutable;
using Diagnostics.Scoring.Irt;

namespace Diagnostics.Engine.Tables;

/// <summary>What a test and its items tell from θ = −4 to 4 in quarters.</summary>
public static class TestInformationTable
{
    private const int Places = 33;
    private const double Lowest = -4;
    private const double Step = 0.25;

    /// <summary>Writes a row for every θ: information and standard error of the test, information of the items, expected score.</summary>
    /// <param name="items">The items.</param>
    /// <param name="output">Receives the CSV; left open.</param>
    /// <param name="excel">The form for Excel.</param>
    public static void Write(ImmutableArray<CalibratedItem> items, TextWriter output, bool excel)
    {
        using TableWriter writer = new(output, excel);
        writer.Row(["theta", "test_info", "se", .. items.Select(item => $"info_{item.Item}"), "expected_score"]);
        ImmutableArray<ItemParameters> parameters = [.. items.Select(item => item.Parameters)];
        for (int place = 0; place < Places; place++)
        {
            double theta = Lowest + (place * Step);
            TestPoint test = TestPoint.At(parameters, theta);
            writer.Cells([theta, test.Information, test.StandardError]);
            writer.Cells([.. parameters.Select(item => item.Information(theta))]);
            writer.Cell(test.ExpectedScore);
            writer.EndRow();
        }

        writer.Flush();
    }
}
