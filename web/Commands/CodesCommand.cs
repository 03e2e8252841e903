using System.CommandLine;
using System.Globalization;
using Diagnostics.Engine;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Tables;
using Diagnostics.Web.Cards;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Web.Commands;

/// <summary>
/// <c>codes</c>: a school, a class and its cards without a browser; needs the store to itself, as only one process writes SQLite.
/// </summary>
internal static class CodesCommand
{
    private static readonly Option<string> Municipality = new("--municipality") { Description = "Municipality, made if new.", Required = true };
    private static readonly Option<string> SchoolName = new("--school") { Description = "School, made if new.", Required = true };
    private static readonly Option<bool> Village = new("--village") { Description = "A new school is in a village." };
    private static readonly Option<string> ClassName = new("--class") { Description = "Grade and letter, e.g. 9А.", Required = true };
    private static readonly Option<int> Seats = new("--seats") { Description = "Students, 1 to 40.", DefaultValueFactory = _ => 30 };
    private static readonly Option<int> Spares = new("--spares") { Description = "Spare codes, 0 to 10.", DefaultValueFactory = _ => 3 };
    private static readonly Option<BatteryVariant> Variant = new("--variant")
    {
        Description = "Form for the whole class or group: standard, untimed, simple, pictogram, twolessons or reader.",
        DefaultValueFactory = _ => BatteryVariant.Standard,
    };

    private static readonly Option<string?> BatteryId = new("--battery")
    {
        Description = "Id of the battery instead of --variant, e.g. one of the school's own in --content.",
    };

    private static readonly Option<Uri?> PublicUrl =
        WebAddress.Option("--public-url", "Address of the server, printed on the cards.", "http://127.0.0.1:5080/");

    private static readonly Option<string?> Out = new("--out") { Description = "The sheet as an HTML file; standard output if not given." };

    public static Command Create()
    {
        StoreOptions store = new();
        Command command = new(
            "codes",
            "Make a class with its codes and write the sheet to print.\n"
            + "Example: diagnostics codes --municipality Заречье --school \"Школа № 5\" --class 9А --seats 28 --out 9A.html\n"
            + "         diagnostics codes --content examples/content --battery school-5 --municipality Заречье --school \"Школа № 5\" --class 5А --out 5A.html")
        {
            Municipality, SchoolName, Village, ClassName, Seats, Spares, Variant, BatteryId, PublicUrl, Out, store.Data, store.Database, store.Content,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(BatteryId) is not null && result.GetResult(Variant) is { Implicit: false })
            {
                result.AddError("Give either --variant or --battery.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                await using DiagnosticsEngine engine = await DiagnosticsEngine.OpenAsync(
                    store.Read(parsed), TimeProvider.System, NullLoggerFactory.Instance, cancellation);
                await WriteSheetAsync(engine, parsed, cancellation);
                return ExitCode.Success;
            }
            catch (Exception refusal) when (refusal is ArgumentException or IOException or InvalidOperationException or InvalidDataException or TableException)
            {
                Console.Error.WriteLine(refusal.Message);
                return ExitCode.BadInput;
            }
        });
        return command;
    }

    private static async Task WriteSheetAsync(DiagnosticsEngine engine, ParseResult parsed, CancellationToken cancellation)
    {
        (int grade, string letter) = ParseClass(parsed.GetValue(ClassName)!);
        using WholeFile? file = parsed.GetValue(Out) is { } path ? new WholeFile(path) : null;
        School school = await new SchoolRegister(engine.Organisation).FindOrAddSchoolAsync(
            parsed.GetValue(Municipality)!,
            parsed.GetValue(SchoolName)!,
            parsed.GetValue(Village) ? Settlement.Village : Settlement.City,
            cancellation);
        (int seats, int spares) = (parsed.GetValue(Seats), parsed.GetValue(Spares));
        SchoolClass made = parsed.GetValue(BatteryId) is { } battery
            ? await engine.Organisation.AddClassAsync(school.Id, grade, letter, seats, spares, battery, cancellation)
            : await engine.Organisation.AddClassAsync(school.Id, grade, letter, seats, spares, parsed.GetValue(Variant), cancellation);
        CodeSheet sheet = (await engine.Cards.ReadAsync(made.Id, cancellation))!;
        string html = CardSheetPage.Render(sheet, parsed.GetValue(PublicUrl)!, CardSheetStyle.Embedded, (await engine.CheckLinks.OfClassAsync(made.Id, cancellation))!);
        await (file?.Text ?? Console.Out).WriteAsync(html);
        file?.Complete();
        await Console.Error.WriteLineAsync($"{sheet.Cards.Count} cards of class {made.Name}, {school.Name}.");
        if (parsed.GetValue(PublicUrl)!.IsLoopback)
        {
            await Console.Error.WriteLineAsync("The cards lead to this machine only: say --public-url with the address phones can open.");
        }
    }

    private static (int Grade, string Letter) ParseClass(string text)
    {
        string compact = text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        int digits = compact.TakeWhile(char.IsAsciiDigit).Count();
        return digits is 1 or 2 && compact.Length == digits + 1
            ? (int.Parse(compact.AsSpan(0, digits), CultureInfo.InvariantCulture), compact[digits..].ToUpperInvariant())
            : throw new ArgumentException($"--class: \"{text}\" is not a grade and one letter, e.g. 9А.");
    }
}
