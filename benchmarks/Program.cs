using System.CommandLine;
using BenchmarkDotNet.Running;
using Diagnostics.Benchmarks.Delivery;
using Diagnostics.Benchmarks.Guarding;

switch (args)
{
    case ["guard"]:
        return GuardRun.Run(Console.Out);
    case ["delivery", ..]:
        Option<int> connections = new("--connections") { DefaultValueFactory = _ => 1_000 };
        Option<int> seconds = new("--seconds") { DefaultValueFactory = _ => 15 };
        Command delivery = new("delivery", "The closed loop against the floors and the product.") { connections, seconds };
        delivery.SetAction((parsed, cancellation) => DeliveryRun.RunAsync(parsed.GetValue(connections), parsed.GetValue(seconds), Console.Out, cancellation));
        return await delivery.Parse(args[1..]).InvokeAsync();
    default:
        BenchmarkSwitcher.FromAssembly(typeof(GuardRun).Assembly).Run(args);
        return 0;
}
