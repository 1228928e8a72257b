import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    """The checklists as the floor of campaigns kept them."""

    initial = True
    dependencies = [("campaigns", "0017_checklists_move_up")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='ChecklistItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.SlugField(max_length=60, unique=True)),
                        ('category', models.CharField(choices=[('basic', 'basic service'), ('mobile_service', 'mobile service'), ('group', 'group service'), ('data', 'data service'), ('tariff', 'tariff'), ('device', 'device'), ('promotion', 'promotion'), ('service', 'customer service'), ('channel', 'channel action'), ('care', 'festival and key-customer care')], max_length=16)),
                        ('evidence', models.CharField(choices=[('contingency', 'what to do if something goes wrong'), ('script', 'what front-line staff say'), ('terms', 'terms that customers read'), ('exit_rule', 'how customers get out again'), ('training_on', 'training before the launch'), ('requests', 'what is given, asked of stock')], max_length=16)),
                        ('gate', models.CharField(choices=[('submit', 'submission'), ('finalise', 'finalising'), ('launch', 'launch')], max_length=8)),
                        ('weight', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)])),
                        ('is_mandatory', models.BooleanField(db_default=False, default=False)),
                        ('is_active', models.BooleanField(db_default=True, default=True)),
                    ],
                    options={
                        'ordering': ('category', 'code'),
                        'constraints': [models.UniqueConstraint(fields=('category', 'evidence'), name='checklist_item_once', violation_error_code='unique', violation_error_message="The category's list has this line already.")],
                    },
                ),
            ]
        )
    ]
