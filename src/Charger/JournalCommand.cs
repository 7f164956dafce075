using System.CommandLine;
using System.Globalization;
using ChargerFirmware.Station.Ocpp16.Transactions;
using ChargerFirmware.Store.Sqlite.Doors;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Charger;

/// <summary>
/// <c>charger journal list|retry</c>: the transaction messages that wait, and those that the central system refused for good. Only of a
/// station that is stopped: two programs on one journal would tell things twice.
/// </summary>
internal static class JournalCommand
{
    public static Command Create()
    {
        var store = CommandLine.StoreOption();
        store.Required = true;
        var list = new Command("list", "Print every message that waits or was given up, in order.") { store };
        list.SetAction((result, _) => WithAsync(result.GetValue(store)!, journal => ListAsync(journal, result.InvocationConfiguration.Output)));

        var sequence = new Argument<long?>("number") { Description = "the number that 'list' shows; all of them unless told", Arity = ArgumentArity.ZeroOrOne };
        var retry = new Command("retry", "Put dead letters back into the queue, at their old place; the station sends them when it is started.")
        {
            sequence, store,
        };
        retry.SetAction((result, _) => WithAsync(
            result.GetValue(store)!, journal => RetryAsync(journal, result.GetValue(sequence), result.InvocationConfiguration.Output)));
        return new Command("journal", "Look after the transaction messages of a station that is stopped.") { list, retry };
    }

    private static async Task<int> WithAsync(string path, Func<JournalView, Task<int>> look)
    {
        if (!File.Exists(StoreFolder.FileIn(path)))
        {
            await Console.Error.WriteLineAsync($"charger: no store in {path}: expected a folder with the file {Path.GetFileName(StoreFolder.FileIn(path))}");
            return ExitCode.Problems;
        }

        try
        {
            using var folder = StoreFolder.Open(path, NullLogger.Instance);
            return await look(new JournalView(folder.Store, NullLogger.Instance));
        }
        catch (IOException refusal)
        {
            await Console.Error.WriteLineAsync($"charger: {refusal.Message}");
            return ExitCode.Problems;
        }
    }

    private static Task<int> ListAsync(JournalView journal, TextWriter output)
    {
        var messages = journal.List();
        foreach (var message in messages)
        {
            var place = message.IsDeadLetter ? "given up" : "waiting";
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{message.Sequence,6} {place,-8} {message.Action,-16} refused {message.Failures}x {message.Payload}"));
        }

        output.WriteLine($"{messages.Count(message => !message.IsDeadLetter)} waiting, {messages.Count(message => message.IsDeadLetter)} given up");
        return Task.FromResult(ExitCode.Fine);
    }

    private static async Task<int> RetryAsync(JournalView journal, long? sequence, TextWriter output)
    {
        var count = await journal.RetryAsync(sequence);
        output.WriteLine($"{count} put back into the queue");
        return count > 0 || sequence is null ? ExitCode.Fine : ExitCode.Problems;
    }
}
