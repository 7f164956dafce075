using System.Diagnostics;
using System.Reflection;
using ChargerFirmware.Tests.Stores;
using Xunit;

if (args is ["write", var spec])
{
    await Writer.RunAsync(spec);
    return 0;
}

if (Server.Url is null)
{
    Console.Error.WriteLine($"{Server.Variable} names no server: {Server.Variable}=postgresql://user@127.0.0.1:5432/database dotnet run --project tests/Stores");
    return 2;
}

var began = Stopwatch.GetTimestamp();
var (passed, failed) = (0, 0);
foreach (var type in (Type[])[typeof(PostgresContract), typeof(PostgresChecks), typeof(CutChecks), typeof(KillChecks)])
{
    foreach (var fact in type.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null).OrderBy(method => method.Name, StringComparer.Ordinal))
    {
        var name = $"{type.Name}: {fact.Name.Replace('_', ' ')}";
        if (args.Length > 0 && !args.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            continue;
        }

        if (await Failure(type, fact) is { } failure)
        {
            failed++;
            Console.WriteLine($"FAILED  {name}{Environment.NewLine}{failure}");
        }
        else
        {
            passed++;
            Console.WriteLine($"passed  {name}");
        }
    }
}

Console.WriteLine($"took {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s");
Console.WriteLine(new Totals(passed, failed, 0));
return failed == 0 && passed > 0 ? 0 : 1;

static async Task<Exception?> Failure(Type type, MethodInfo fact)
{
    var checks = (IAsyncDisposable)Activator.CreateInstance(type)!;
    try
    {
        await (fact.Invoke(checks, null) as Task ?? Task.CompletedTask).WaitAsync(TimeSpan.FromMinutes(2));
        return null;
    }
    catch (Exception failure)
    {
        return failure;
    }
    finally
    {
        await checks.DisposeAsync();
    }
}
