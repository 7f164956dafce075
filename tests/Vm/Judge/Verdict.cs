namespace ChargerFirmware.Tests.Vm.Judge;

/// <summary>All checks on one transcript.</summary>
internal static class Verdict
{
    /// <returns>The exit code.</returns>
    public static int Of(string text)
    {
        var transcript = Transcript.Read(text);
        var failed = 0;
        foreach (var check in Checks.All)
        {
            var problem = ProblemOf(check, transcript, out var found);
            failed += problem is null ? 0 : 1;
            Console.WriteLine(problem is null ? $"passed  {check.Name}: {found}" : $"FAILED  {check.Name}: {problem}");
        }

        // Each must be able to fail; whether it can is seen on this very transcript.
        var blind = Checks.All.Where(check => ProblemOf(check, Transcript.Read(check.Spoil(text)), out _) is null).ToList();
        Console.WriteLine(blind.Count == 0
            ? $"passed  a spoilt transcript is found out by each of the {Checks.All.Count} checks"
            : $"FAILED  a spoilt transcript is taken for a good one by: {string.Join("; ", blind.Select(check => check.Name))}");
        failed += blind.Count == 0 ? 0 : 1;
        Console.WriteLine($"{Checks.All.Count + 1 - failed} passed, {failed} failed, 0 skipped");
        return failed == 0 ? 0 : 1;
    }

    private static string? ProblemOf(Check check, Transcript transcript, out string found)
    {
        try
        {
            found = check.Judge(transcript);
            return null;
        }
        catch (JudgementException problem)
        {
            found = "";
            return problem.Message;
        }
    }
}
