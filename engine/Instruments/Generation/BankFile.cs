using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>Writes a bank as an instrument's file and a table of foretold parameters; the same bank gives the same bytes on every machine.</summary>
internal static class BankFile
{
    /// <summary>The form a link that died is bridged by, and adaptive tests are compared with.</summary>
    public const string FixedForm = "fixed20";

    /// <summary>Begins the tag of an item's content area.</summary>
    public const string AreaTag = "area-";

    private const string Note = "Апробация: норм нет. Задания составлены по правилам; трудность каждого предсказана по этим правилам и не измерена.";

    /// <summary>The instrument: all items from easy to hard, and the fixed form.</summary>
    public static byte[] Render(GeneratedBank bank)
    {
        ImmutableArray<BankTask> tasks = bank.Tasks();
        ImmutableArray<int> fixedForm = FixedPlaces.Of([.. tasks.Select(task => task.Area)], [.. tasks.Select(task => task.Difficulty)], FixedPlaces.Length);
        int[] rightPlaces = RightPlaces(tasks.Length, fixedForm);
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, SectionFile.Writing))
        {
            json.WriteStartObject();
            SectionFile.WriteHead(json, (bank.Id, GeneratedBank.Version), bank.Words, bank.Scale, Note);
            json.WriteStartArray("items");
            for (int place = 0; place < tasks.Length; place++)
            {
                SectionFile.WriteItem(json, tasks[place].Id, tasks[place].Task, rightPlaces[place], [AreaTag + tasks[place].Area, tasks[place].Rule]);
            }

            json.WriteEndArray();
            json.WriteStartObject("forms");
            SectionFile.WriteForm(json, FixedForm, fixedForm.Select(place => tasks[place].Id));
            json.WriteEndObject();
            WriteScoring(json, bank, tasks, rightPlaces);
            json.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    /// <summary>
    /// The parameters in the columns a calibration writes, and beside them the demands they are foretold from. Guessing is one of the options at random.
    /// </summary>
    public static byte[] RenderParameters(GeneratedBank bank)
    {
        StringBuilder table = new("item,a,b,c,origin,area,rule,rules,steps,load,lures\n");
        foreach (BankTask task in bank.Tasks())
        {
            double guessing = 1.0 / (task.Task.Wrong.Length + 1);
            TaskDemand demand = task.Task.Demand;
            table.Append(
                CultureInfo.InvariantCulture,
                $"{task.Id},{PredictedDifficulty.Slope},{task.Difficulty},{guessing},predicted,{task.Area},{task.Rule},{demand.Rules},{demand.Steps},{demand.Load},{demand.Lures}\n");
        }

        return Encoding.UTF8.GetBytes(table.ToString());
    }

    private static void WriteScoring(Utf8JsonWriter json, GeneratedBank bank, ImmutableArray<BankTask> tasks, int[] rightPlaces)
    {
        json.WriteStartObject("scoring");
        json.WriteStartObject("missing");
        json.WriteString("rule", "zero");
        json.WriteEndObject();
        json.WriteStartArray("keys");
        json.WriteStartObject();
        json.WriteString("scale", bank.Scale);
        json.WriteStartArray("items");
        for (int place = 0; place < tasks.Length; place++)
        {
            SectionFile.WritePoints(json, tasks[place].Id, tasks[place].Task, rightPlaces[place]);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>
    /// Every four items in a row have their right answers at the four places, so no place stands out in the bank; drawn again until none does in the
    /// fixed form either.
    /// </summary>
    private static int[] RightPlaces(int items, ImmutableArray<int> fixedForm)
    {
        const int Options = 4;
        SeededNumbers numbers = new(GeneratedBank.Seed);
        while (true)
        {
            int[] places = [.. Enumerable.Range(0, (items + Options - 1) / Options).SelectMany(_ => numbers.Shuffled(Enumerable.Range(0, Options))).Take(items)];
            int[] shown = [.. fixedForm.Select(item => places[item])];
            bool isEven = Enumerable.Range(0, Options).All(place => shown.Count(right => right == place) == shown.Length / Options);
            if (isEven && !Enumerable.Range(2, shown.Length - 2).Any(item => shown[item] == shown[item - 1] && shown[item] == shown[item - 2]))
            {
                return places;
            }
        }
    }
}
