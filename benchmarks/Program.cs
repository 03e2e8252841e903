using System.CommandLine;
using BenchmarkDotNet.Running;
using Diagnostics.Benchmarks.Delivery;
using Diagnostics.Benchmarks.Guarding;
using Diagnostics.Benchmarks.LiveDay;
using Diagnostics.Benchmarks.Region;

switch (args)
{
    case ["guard"]:
        return GuardRun.Run(Console.Out);
    case ["delivery", ..]:
        Option<int> connections = new("--connections") { DefaultValueFactory = _ => 1_000 };
        Option<int> seconds = new("--seconds") { DefaultValueFactory = _ => 15 };
        Option<int> rounds = new("--rounds") { DefaultValueFactory = _ => 1 };
        Option<FileInfo?> file = new("--out");
        Command delivery = new("delivery", "The closed loop against the floors and the product.") { connections, seconds, rounds, file };
        delivery.SetAction((parsed, cancellation) => DeliveryRun.RunAsync(
            parsed.GetValue(connections), parsed.GetValue(seconds), parsed.GetValue(rounds), parsed.GetValue(file), Console.Out, cancellation));
        return await delivery.Parse(args[1..]).InvokeAsync();
    case ["region", ..]:
        Argument<DirectoryInfo[]> stores = new("store") { Arity = ArgumentArity.OneOrMore, Description = "Data folders that db synthesize filled." };
        Option<int> passes = new("--rounds") { DefaultValueFactory = _ => 3 };
        Command region = new("region", "A synthetic region scored again and normed.") { stores, passes };
        region.SetAction((parsed, cancellation) => RegionRun.RunAsync(parsed.GetValue(stores)!, parsed.GetValue(passes), Console.Out, cancellation));
        return await region.Parse(args[1..]).InvokeAsync();
    case ["pages", ..]:
        Argument<DirectoryInfo> pagesStore = new("store") { Description = "A copy of a data folder that db synthesize filled." };
        Option<int> asked = new("--rounds") { DefaultValueFactory = _ => 9 };
        Option<bool> filled = new("--filled") { Description = "First fill it with a prepared day and clicks, which a synthetic region has not." };
        Command pages = new("pages", "What pages of staff ask the server, over a synthetic region.") { pagesStore, asked, filled };
        pages.SetAction((parsed, cancellation) => PagesRun.RunAsync(parsed.GetValue(pagesStore)!, parsed.GetValue(asked), parsed.GetValue(filled), Console.Out, cancellation));
        return await pages.Parse(args[1..]).InvokeAsync();
    case ["day", ..]:
        Option<int> classes = new("--classes") { DefaultValueFactory = _ => 8_000 };
        Option<int> students = new("--students") { DefaultValueFactory = _ => 25 };
        Option<int> answers = new("--answers") { DefaultValueFactory = _ => 1_000_000 };
        Command day = new("day", "The board of the day with every class at work.") { classes, students, answers };
        day.SetAction((parsed, cancellation) => DayRun.RunAsync(
            parsed.GetValue(classes), parsed.GetValue(students), parsed.GetValue(answers), Console.Out, cancellation));
        return await day.Parse(args[1..]).InvokeAsync();
    case ["figures", var folder]:
        return FigureTable.Write(new DirectoryInfo(folder), Console.Out);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(GuardRun).Assembly).Run(args);
        return 0;
}
