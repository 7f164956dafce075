using System.Diagnostics;
using ChargerFirmware.Tests.Hostile;

if (args.Contains("--help"))
{
    Console.Error.WriteLine("usage: Hostile [--long] [--at-once N] [WORD...]   runs the checks whose names hold one of the words; all without words");
    return 2;
}

var atOnce = Array.IndexOf(args, "--at-once") is >= 0 and var at ? int.Parse(args[at + 1]) : 2;
var words = args.Where((word, index) => !word.StartsWith("--", StringComparison.Ordinal) && (index == 0 || args[index - 1] != "--at-once")).ToList();
var checks = typeof(ICheck).Assembly.GetTypes()
    .Where(type => type.IsAssignableTo(typeof(ICheck)) && type.GetConstructor(Type.EmptyTypes) is not null)
    .Select(type => (ICheck)Activator.CreateInstance(type)!)
    .Where(check => words.Count > 0
        ? words.Any(word => check.Name.Contains(word, StringComparison.OrdinalIgnoreCase))
        : !check.IsLong || args.Contains("--long"))
    .OrderBy(check => check.Name, StringComparer.Ordinal)
    .ToList();

var began = Stopwatch.GetTimestamp();
var failed = 0;
var skipped = 0;
await Parallel.ForEachAsync(
    checks.Where(check => !check.RunsAlone), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (check, _) => await RunAsync(check));
foreach (var check in checks.Where(check => check.RunsAlone))
{
    await RunAsync(check);
}

Console.WriteLine($"took {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s");
var totals = new Totals(checks.Count - failed - skipped, failed, skipped);
Console.WriteLine(totals);
return failed == 0 && checks.Count > 0 ? 0 : 1;

async Task RunAsync(ICheck check)
{
    switch (await Rig.RunAsync(check))
    {
        case null:
            Interlocked.Increment(ref skipped);
            break;
        case false:
            Interlocked.Increment(ref failed);
            break;
    }
}
