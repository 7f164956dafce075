using ChargerFirmware.Tests.Benchmarks;

var benchmarks = new Dictionary<string, Func<Effort, Task>>
{
    ["calls"] = CallBenchmark.RunAsync,
    ["central-store"] = CentralStoreBenchmark.RunAsync,
    ["start"] = StartBenchmark.RunAsync,
    ["stations"] = StationBenchmark.RunAsync,
    ["store"] = StoreBenchmark.RunAsync,
    ["telemetry"] = TelemetryBenchmark.RunAsync,
    ["virtual-day"] = VirtualDayBenchmark.RunAsync,
};

var effort = args.Contains("--short") ? Effort.Short : Effort.Full;
var names = args.Where(arg => arg != "--short").ToList();
if (names.Count == 0 || names.Any(name => name != "all" && !benchmarks.ContainsKey(name)))
{
    Console.Error.WriteLine($"usage: Benchmarks [--short] all | {string.Join(" | ", benchmarks.Keys)}");
    return 2;
}

foreach (var (name, run) in benchmarks)
{
    if (names.Contains("all") || names.Contains(name))
    {
        await run(effort);
    }
}

return 0;
