using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Bench.Scenarios;
using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Tests.Unit.Bench.Language;

public sealed class HelpTests
{
    [Fact]
    public void The_list_fits_a_screen_and_its_summaries_stand_in_one_column()
    {
        var lines = Help("help").Split('\n');

        Assert.All(VerbTable.All, verb => Assert.Contains(lines, line => line.StartsWith($"  {verb.Usage}", StringComparison.Ordinal)));
        Assert.All(lines.Where(line => !VerbTable.All.Any(verb => line == $"  {verb.Usage}")), line =>
        {
            Assert.InRange(line.Length, 41, 100);
            Assert.Equal(' ', line[39]);
            Assert.NotEqual(' ', line[40]);
        });
    }

    [Fact]
    public void One_verb_is_described_alone() => Assert.Equal($"  {"resume",-38}the central system answers again", Help("help resume"));

    private static string Help(string line)
    {
        var answer = "";
        using var loop = new VirtualLoop(ScenarioRun.Beginning);
        loop.Run(async () =>
        {
            using var bench = new Workbench(new WorkbenchOptions { Loop = loop, Board = Boards.Load("emulated") });
            answer = (await new Session(bench).RunAsync(line))!;
        });
        return answer;
    }
}
