using System.CommandLine;
using ChargerFirmware.Composition.CommandLine;

namespace ChargerFirmware.Tests.Unit.Composition.CommandLine;

/// <summary>Whatever a command line says, the answer is a line that a person understands, and never a stack trace.</summary>
public sealed class UsageTests
{
    /// <summary>What a command needs to be complete, so that the option under test is the only thing wrong.</summary>
    private static readonly string[] s_complete = ["--board", "b", "--csms", "ws://127.0.0.1:9", "--id", "A", "--store", "s", "--physics", "p"];

    private static readonly string[] s_values = ["x", "-1", "", "http://x", "ws://", "127.0.0.1:9000", "1e999", "99999999999999999999"];

    public static TheoryData<string, string, string> Options()
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var program in (string[])["emulator", "charger", "central"])
        {
            foreach (var (path, command) in Commands(RootOf(program), ""))
            {
                foreach (var option in command.Options.Where(option => option.Name is not ("--help" or "--version")))
                {
                    rows.Add(program, path, option.Name);
                }
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Options))]
    public async Task No_value_of_an_option_ends_in_a_stack_trace(string program, string path, string option)
    {
        foreach (var value in s_values)
        {
            var (root, ran) = WithoutActions(program);
            string[] words = path.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var options = Commands(root, "").Single(entry => entry.Path == path).Command.Options;
            var needed = options.Where(known => known.Required && known.Name != option)
                .SelectMany(known => new[] { known.Name, s_complete[Array.IndexOf(s_complete, known.Name) + 1] });

            var (code, said) = await RunAsync(program, root, [.. words, .. FilesOf(program, path), .. needed, $"{option}={value}"]);

            if (code == 0)
            {
                Assert.True(ran(), $"{option}={value} was neither refused nor carried out");
                Assert.Empty(said);
            }
            else
            {
                Assert.Equal(Invocation.NotUnderstood, code);
                Assert.False(ran());
                AssertReadable(said, option, value);
            }
        }
    }

    [Theory]
    [InlineData("--csms http://x", "emulator: --csms: expected an address that begins with ws:// or wss://")]
    [InlineData("--csms-port x", "emulator: --csms-port: expected a port from 0 to 65535")]
    [InlineData("--api 8081x", "emulator: --api: expected PORT")]
    [InlineData("--meter-lines x", "emulator: --meter-lines: expected a whole number, found 'x'")]
    [InlineData("--meter-lines -1", "emulator: --meter-lines: expected seconds from 0 to 86400")]
    [InlineData("--seed x", "emulator: --seed: expected a whole number that is not negative, found 'x'")]
    [InlineData("--log-level loud", "emulator: --log-level: expected Trace, Debug,")]
    [InlineData("scenario README.md --repeat x", "emulator: --repeat: expected a whole number, found 'x'")]
    [InlineData("scenario README.md --transcrip", "emulator: There is no option '--transcrip'. Is it --transcript?")]
    [InlineData("scenario .", "emulator: .: expected a file, found a folder")]
    [InlineData("days --count 0", "emulator: --count: expected a number of days from 1")]
    [InlineData("days --count -3", "emulator: --count: expected a number of days from 1")]
    [InlineData("days --hours x", "emulator: --hours: expected a number, found 'x'")]
    [InlineData("days --hours 0", "emulator: --hours: expected hours from")]
    public async Task What_is_wrong_is_said_in_the_words_of_the_option(string line, string expected)
    {
        var (root, _) = WithoutActions("emulator");

        var (code, said) = await RunAsync("emulator", root, line.Split(' '));

        Assert.Equal(Invocation.NotUnderstood, code);
        Assert.StartsWith(expected, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("warn")]
    [InlineData("info")]
    [InlineData("error")]
    [InlineData("None")]
    public async Task Levels_are_known_by_their_usual_words(string level)
    {
        var (root, ran) = WithoutActions("emulator");

        var (code, _) = await RunAsync("emulator", root, ["--log-level", level]);

        Assert.Equal(0, code);
        Assert.True(ran());
    }

    private static void AssertReadable(string said, string option, string value)
    {
        Assert.True(
            said.Contains(option, StringComparison.Ordinal) || said.Contains($"'{value}'", StringComparison.Ordinal), $"{option}={value} is not named: {said}");
        Assert.DoesNotContain("System.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.InRange(said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 2, 3);
        Assert.EndsWith("--help'", said.TrimEnd(), StringComparison.Ordinal);
    }

    private static RootCommand RootOf(string program) => program switch
    {
        "emulator" => ChargerFirmware.Emulator.Cli.EmulatorCommand.Create(),
        "central" => ChargerFirmware.Central.Cli.CentralCommand.Create(),
        _ => ChargerFirmware.Charger.CommandLine.Create(),
    };

    /// <summary>Only the command line is under test: no command does what it is for.</summary>
    private static (RootCommand Root, Func<bool> Ran) WithoutActions(string program)
    {
        var ran = false;
        var root = RootOf(program);
        foreach (var (_, command) in Commands(root, ""))
        {
            command.SetAction(_ => ran = true);
        }

        return (root, () => ran);
    }

    private static IEnumerable<(string Path, Command Command)> Commands(Command command, string path)
    {
        yield return (path, command);
        foreach (var entry in command.Subcommands.SelectMany(subcommand => Commands(subcommand, $"{path} {subcommand.Name}".TrimStart())))
        {
            yield return entry;
        }
    }

    private static string[] FilesOf(string program, string path) => (program, path) switch
    {
        ("emulator", "scenario") => ["a.scenario"],
        ("central", "run") => ["a.central"],
        _ => [],
    };

    private static async Task<(int Code, string Said)> RunAsync(string program, RootCommand root, string[] args)
    {
        using var error = new StringWriter();
        using var output = new StringWriter();
        var code = await Invocation.RunAsync(program, root, args, new InvocationConfiguration { Error = error, Output = output });
        return (code, error.ToString());
    }
}
