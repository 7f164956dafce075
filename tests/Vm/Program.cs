using ChargerFirmware.Tests.Vm.Guest;
using ChargerFirmware.Tests.Vm.Judge;

switch (args)
{
    case ["guest", var programs]:
        await new Story(programs).RunAsync();
        return 0;
    case ["judge", var transcript]:
        return Verdict.Of(File.ReadAllText(transcript));
    default:
        Console.Error.WriteLine("usage: Vm judge TRANSCRIPT   (tests/Vm/run does; guest FOLDER is the far end inside the virtual machine)");
        return 2;
}
