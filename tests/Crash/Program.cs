using System.Globalization;
using ChargerFirmware.Tests.Crash;
using ChargerFirmware.Tests.Crash.Trace;

if (args is [UnsyncedStation.Command, ..])
{
    return await UnsyncedStation.RunAsync(args);
}

if (args.Contains("--help"))
{
    Console.Error.WriteLine("usage: Crash [--kills N] [--at-once N] [--seed N]");
    return 2;
}

var totals = await SyncCheck.RunAsync() + await KillRun.RunAsync(Number("--kills", 100), Number("--at-once", 6), (ulong)Number("--seed", 1));
Console.WriteLine(totals);
return totals.Failed == 0 ? 0 : 1;

int Number(string name, int otherwise) =>
    Array.IndexOf(args, name) is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
