using BenchmarkDotNet.Running;
using Diagnostics.Benchmarks.Guarding;

if (args is ["guard"])
{
    return GuardRun.Run(Console.Out);
}

BenchmarkSwitcher.FromAssembly(typeof(GuardRun).Assembly).Run(args);
return 0;
