using System.Diagnostics;
using System.Text.RegularExpressions;
using ChargerFirmware.Tests.Documents;

var root = Root();
var words = args.Where(word => word != "--long").ToList();
var patience = TimeSpan.FromMinutes(args.Contains("--long") ? 15 : 3);
var tools = Directory.CreateTempSubdirectory("documents-").FullName;
File.WriteAllText(Path.Combine(tools, ".curlrc"), "silent\nshow-error\nfail-with-body\nretry = 5\nretry-connrefused\nretry-delay = 1\n");
BuiltOnce.Write(tools);

// What documents call the reader's own.
string[] ownFiles = ["boards/mine.json", "my-board.json"];
var ci = File.ReadAllText(Path.Combine(root, ".ci/run"));
int passed = 0, failed = 0;
try
{
    var commands = DocumentCommand.Find(root)
        .Where(command => args.Contains("--long") || RuleOf(command)?.IsLong != true)
        .Where(command => words.Count == 0 || words.Any(word => command.Text.Contains(word, StringComparison.Ordinal)))
        .ToList();
    foreach (var group in commands.GroupBy(command => RuleOf(command)?.Needs ?? Needs.Nothing))
    {
        using var given = await GiveAsync(group.Key);
        foreach (var command in group)
        {
            await ProveAsync(command);
        }
    }
}
finally
{
    Directory.Delete(tools, recursive: true);
}

Console.WriteLine($"{passed} passed, {failed} failed, 0 skipped");
return failed == 0 && passed > 0 ? 0 : 1;

static Rule? RuleOf(DocumentCommand command) => Rules.All.FirstOrDefault(rule => rule.Fits(command));

async Task ProveAsync(DocumentCommand command)
{
    var began = Stopwatch.GetTimestamp();
    string? problem;
    var given = ownFiles.Where(file => command.Text.Contains(file, StringComparison.Ordinal)).Select(file => Path.Combine(root, file)).ToList();
    given.ForEach(file => File.Copy(Path.Combine(root, "boards/emulated.json"), file, overwrite: true));
    try
    {
        problem = RuleOf(command) switch
        {
            null => "no rule says how it is proved: make it a command that can be typed as it is, and add a line to tests/Documents/Rules.cs",
            Ends ends => await EndAsync(command, ends),
            Serves serves => await ServeAsync(command, serves),
            ElsewhereInCi elsewhere => ci.Contains(elsewhere.Text, StringComparison.Ordinal) ? null : $".ci/run holds no '{elsewhere.Text}'",
            var rule => throw new UnreachableException($"{rule}"),
        };
    }
    catch (Exception failure) when (failure is TimeoutException or InvalidOperationException)
    {
        problem = failure.Message;
    }
    finally
    {
        // Not a moment longer: other commands look at all boards.
        given.ForEach(File.Delete);
    }

    _ = problem is null ? passed++ : failed++;
    Console.WriteLine(
        $"{(problem is null ? "passed " : "FAILED ")} {command.Document}: {command.Text} ({Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s)"
        + (problem is null ? "" : $"\n    {problem}"));
}

async Task<string?> EndAsync(DocumentCommand command, Ends rule)
{
    using var shell = new Shell(root, command.Text, tools);
    var code = await shell.EndAsync(patience);
    return code != rule.ExitCode ? $"exit code {code}, expected {rule.ExitCode}\n{shell.Tail}"
        : Regex.IsMatch(shell.Output, rule.Output) ? null
        : $"its output does not hold '{rule.Output}'\n{shell.Tail}";
}

async Task<string?> ServeAsync(DocumentCommand command, Serves rule)
{
    // A command that ends in & leaves the shell; what it started is waited for.
    using var shell = new Shell(root, command.Text.EndsWith('&') ? $"{command.Text} wait" : command.Text, tools);
    try
    {
        await shell.UntilAsync(rule.Output, patience);
    }
    catch (Exception failure) when (failure is TimeoutException or InvalidOperationException)
    {
        return $"{failure.Message}\n{shell.Tail}";
    }

    await shell.TerminateAsync(TimeSpan.FromSeconds(30));
    return null;
}

async Task<Given> GiveAsync(Needs needs)
{
    var given = new Given();
    foreach (var need in Enum.GetValues<Needs>().Where(need => need != Needs.Nothing && needs.HasFlag(need)))
    {
        var (command, ready) = CommandOf(need);
        var shell = new Shell(root, command, tools);
        given.Add(shell);
        await shell.UntilAsync(ready, patience);
    }

    return given;
}

static (string Command, string Ready) CommandOf(Needs need) => need switch
{
    Needs.Emulator => ("dotnet run --no-build --project emulator/Emulator.Cli -- --no-first-session", "StatusNotification.conf"),
    Needs.CentralSystem => ("dotnet run --no-build --project emulator/Emulator.Cli -- --headless --api 127.0.0.1:0 --store \"$(mktemp -d)\"", "^store "),
    Needs.Broker => ("PATH=$PATH:/usr/sbin mosquitto -p 1883", "running"),
    Needs.Board => (
        "tail -f /dev/null | dotnet run --no-build --project emulator/Emulator.Cli -- board --board emulator/boards/modbus-tcp-bench.json", "^bus line on "),
    _ => throw new UnreachableException($"{need}"),
};

static string Root()
{
    for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
    {
        if (File.Exists(Path.Combine(folder, "ChargerFirmware.sln")))
        {
            return folder;
        }
    }

    throw new InvalidOperationException("this program is not below a checkout");
}
