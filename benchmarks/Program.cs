using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Diagnostics.Benchmarks.ScaleScorerBenchmarks).Assembly).Run(args);
return 0;
