using ChargerFirmware.Tests.Load;

LoadOptions options;
try
{
    options = LoadOptions.Parse(args);
}
catch (FormatException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}

var folder = Directory.CreateTempSubdirectory("load-").FullName;
try
{
    var totals = await new LoadRun(options, options.Store ?? Path.Combine(folder, "central.db"), TimeProvider.System).RunAsync();
    Console.WriteLine(totals);
    return totals.Failed == 0 ? 0 : 1;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
