using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Scoring.Adaptive;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Engine.Tables;

/// <summary>
/// An adaptive test for everybody in a table of responses, with the answers that stand there: a row for every step. Items that somebody left blank
/// are not to be had for that person.
/// </summary>
public sealed class AdaptiveTable(AdaptiveTableOptions options)
{
    private static readonly ImmutableArray<string> Names = ["respondent", "step", "item", "item_no", "response", "theta", "se", "stop_reason"];

    private readonly AdaptiveTest _test = new(new AdaptiveBank([.. options.Items.Select(item => item.Parameters)]), options.Rules);

    /// <summary>Gives the tests.</summary>
    /// <param name="output">Receives the CSV; left open.</param>
    /// <param name="progress">Told the share of the file that is done, 0..1, once a block.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <returns>What was read, and how the tests went.</returns>
    /// <exception cref="TableException">The file is not usable; names line, column and reason.</exception>
    public (ResponseTally Read, AdaptiveTally Tests) Write(TextWriter output, IProgress<double>? progress, CancellationToken cancellation)
    {
        using ResponseStream responses = new(options.Responses);
        using TableWriter header = new(output, options.Excel);
        header.Row(Names);
        header.Flush();
        int passed = responses.Passed.Length;
        bool hasIdentifier = passed > 0 && responses.Passed[0] == (options.Responses.Id ?? ResponseTable.UsualId);
        AdaptiveTally tests = new();
        ResponseTally read = responses.WorkThrough(
            block => Text(block, passed, hasIdentifier),
            result =>
            {
                output.Write(result.Text);
                foreach ((int items, StopReason reason) in result.Ends)
                {
                    tests.Add(items, reason);
                }
            },
            progress,
            cancellation);
        return (read, tests);
    }

    private (string Text, List<(int Items, StopReason Reason)> Ends) Text(ResponseBlock block, int passed, bool hasIdentifier)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        using TableWriter writer = new(text, options.Excel, isContinued: true);
        List<(int, StopReason)> ends = [];
        byte[] answers = new byte[options.Items.Length];
        for (int row = 0; row < block.Answers.Respondents; row++)
        {
            block.Answers.CopyRow(row, answers);
            string respondent = hasIdentifier ? block.Passed[row * passed] : (block.First + row + 1).ToString(CultureInfo.InvariantCulture);
            ends.Add(WriteTest(respondent, answers, writer));
        }

        writer.Flush();
        return (text.ToString(), ends);
    }

    private (int Items, StopReason Reason) WriteTest(string respondent, byte[] answers, TableWriter writer)
    {
        AdaptiveState state = _test.Begin(
            closed: [.. Enumerable.Range(0, answers.Length).Where(item => answers[item] == ResponseMatrix.Missing)]);
        AdaptiveMove move = _test.Next(state);
        if (move.Stop is { } atOnce)
        {
            WriteStep(respondent, state, item: -1, double.NaN, atOnce, writer);
            return (0, atOnce);
        }

        while (true)
        {
            int item = move.Item;
            state = _test.Answer(state, move, answers[item]);
            move = _test.Next(state);
            WriteStep(respondent, state, item, answers[item], move.Stop, writer);
            if (move.Stop is { } reason)
            {
                return (state.Items.Length, reason);
            }
        }
    }

    private void WriteStep(string respondent, AdaptiveState state, int item, double response, StopReason? stop, TableWriter writer)
    {
        writer.Cell(respondent);
        writer.Cell(state.Items.Length);
        writer.Cell(item < 0 ? "" : options.Items[item].Item);
        writer.Cells([item < 0 ? double.NaN : item + 1, response, state.Theta, state.StandardError]);
        writer.Cell(NameOf(stop));
        writer.EndRow();
    }

    private static string NameOf(StopReason? reason) => reason switch
    {
        StopReason.Precise => "se",
        StopReason.Longest => "max",
        StopReason.BankUsedUp => "bank",
        null => "",
    };
}
